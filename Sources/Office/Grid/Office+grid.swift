import Primitives
import Registers
import Storage

extension Office {
    /// What saving a block would do, without doing it.
    ///
    /// - Throws: `Problem` `access.refused`, `grid.too-long`.
    public func planGrid(
        _ register: RegisterDefinition, _ block: GridBlock, by viewer: Viewer
    ) throws -> GridPlan {
        try Self.requireGrid(register, viewer)
        guard block.rows.count <= GridBlock.rowLimit else {
            throw Problem(
                "grid.too-long",
                "一度に保存できるのは \(GridBlock.rowLimit) 行までです。行を分けるか、「Excelから取り込む」を使ってください。")
        }
        return try store.database.read { connection in
            try GridPlanner(
                register: register, viewer: viewer, reader: RecordReader(connection, viewer: viewer),
                requirements: Set(catalogue.requirements.map(\.id.rawValue)),
                newIdentifier: store.surroundings.newIdentifier
            ).planned(block)
        }
    }

    /// Saves a block as one act with an entry for each record, all of it or nothing.
    ///
    /// - Parameter expected: the outcome that the person was shown; nil saves whatever is clean.
    /// - Returns: the plan, and what was done; no result where something has to be looked at first.
    /// - Throws: `Problem` `access.refused`, `grid.too-long`, `import.has-changed`, `register.not-unique`,
    ///   `import.conflict` where others change the same records again and again.
    public func saveGrid(
        _ register: RegisterDefinition, _ block: GridBlock, as act: ActOfMany = .grid, expected: Int? = nil,
        by viewer: Viewer
    ) throws -> (plan: GridPlan, result: ImportResult?) {
        var isFirst = true
        while true {
            let plan = try planGrid(register, block, by: viewer)
            if let expected, expected != plan.plan.outcome {
                throw Problem("import.has-changed", "確かめている間に台帳が変わりました。もう一度内容を確かめてから進んでください。")
            }
            guard plan.isClean else { return (plan, nil) }
            let (created, changed) = (plan.plan.created.count, plan.plan.changed.count)
            do {
                let seq = plan.plan.isEmpty ? nil : try apply(plan.plan, register, as: act, by: viewer)
                let unchanged = plan.plan.unchangedCount
                return (
                    plan,
                    ImportResult(seq: seq, created: created, changed: changed, unchanged: unchanged)
                )
            } catch let problem as Problem where problem.code == "import.conflict" && isFirst {
                // Somebody was faster by a blink: the next plan tells which row it was.
                isFirst = false
            }
        }
    }

    /// The records of a list that the viewer may write, and how their values read in cells.
    public func gridPage(
        _ register: RegisterDefinition, _ query: ListQuery, by viewer: Viewer
    ) throws -> (page: ListPage, words: GridWords) {
        try Self.requireGrid(register, viewer)
        var query = query
        query.isForWriting = true
        return try store.database.read { [query] connection in
            let reader = RecordReader(connection, viewer: viewer)
            let page = try reader.page(register, query)
            return (page, GridWords(register, try SheetLinkTable(register, reader)))
        }
    }

    /// What is kept by acts of its own is no grid's.
    private static func requireGrid(_ register: RegisterDefinition, _ viewer: Viewer) throws {
        guard AllRegisters.menu.contains(where: { $0.name == register.name }),
            register.condition(for: .write).mayAllowSomething(viewer)
        else { throw Refusal.access }
    }
}
