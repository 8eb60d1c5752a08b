import Office
import Primitives
import Registers
import Storage
import WebPages

/// The index of registers and their lists.
struct RegisterRoutes {
    let site: Site

    var routes: [Route] {
        [Route(.get, "/registers", .signedIn, index), Route(.get, "/registers/*", .signedIn, list)]
    }

    private func index(_ visit: Visit) throws -> Reply {
        let viewer = try visit.contentViewer()
        let shown = AllRegisters.topics.map { topic in
            (topic, topic.registers.filter { $0.condition(for: .read).mayAllowSomething(viewer) })
        }.filter { !$0.1.isEmpty }
        var counts = try site.office.store.database.read { connection in
            try RecordReader(connection, viewer: viewer).counts(shown.flatMap(\.1).map { ($0, ListQuery()) })
        }[...]
        let topics = shown.map { topic, registers in
            RegisterIndexPage.Topic(
                title: topic.title,
                registers: registers.map { register in
                    RegisterIndexPage.Line(
                        name: register.name, title: register.title, purpose: register.purpose,
                        count: counts.popFirst() ?? 0,
                        clauses: register.clauses.map { ClauseReference(path: $0, heading: "") })
                }, isOpen: topic.isUsed(by: viewer))
        }
        let disposes = !viewer.roles.isDisjoint(with: [.office, .auditor])
        let page = RegisterIndexPage(
            topics: topics, disposal: disposes ? LinkText("保存期間の過ぎた記録を廃棄する", .disposals) : nil)
        return try site.page(page, visit)
    }

    /// Whether pages show the register.
    static func isShown(_ name: String) -> Bool { AllRegisters.isShown(name) }

    /// The register of an address, if this viewer may see anything of it and pages may show it.
    static func register(_ visit: Visit) throws -> RegisterDefinition {
        guard let register = AllRegisters.named(visit.values[0]),
            isShown(register.name)
        else { throw Refusal.notFound }
        guard register.condition(for: .read).mayAllowSomething(try visit.viewer) else { throw Refusal.access }
        return register
    }

    private func list(_ visit: Visit) throws -> Reply {
        let register = try Self.register(visit)
        let viewer = try visit.viewer
        let address = ListAddress(visit.fields, register)
        let past = try PastList(visit.fields, site.office)
        let asksNothing = ["view", "after", PastList.name].allSatisfy { !visit.fields.has($0) }
        enum Shown {
            case first([QueryItem])
            case page(RegisterListPage)
        }
        let shown = try site.office.store.database.read { connection -> Shown in
            let reader = RecordReader(connection, viewer: viewer, knownSize: past.size)
            let choice = try site.office.views(register, RecordReader(connection, viewer: viewer))
            if asksNothing, address.items.isEmpty, address.problems.isEmpty, let first = choice.standard {
                let items = ListAddress(text: first.query, register).items
                if !items.isEmpty { return .first(items) }
            }
            return .page(
                try ListPage(
                    site: site, address: address, fields: visit.fields, past: past, choice: choice,
                    reader: reader, viewer: viewer
                ).page())
        }
        switch shown {
        case .first(let items): return .redirect(Address.register(register.name).url(query: items))
        case .page(let page): return try site.page(page, visit)
        }
    }

    /// The list that an address asks for; a condition that cannot be read is left out, and pages say so.
    static func query(_ register: RegisterDefinition, _ fields: FormFields) -> ListQuery {
        ListAddress(fields, register).query
    }
}
