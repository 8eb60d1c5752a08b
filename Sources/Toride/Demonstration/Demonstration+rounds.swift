import Office
import Primitives
import Registers

/// A round half answered: some units have signed, one has lost something, the rest has not looked yet.
extension Demonstration {
    func rounds(_ scene: DemonstrationScene) throws {
        try inventory(scene)
        try accountReview(scene)
    }

    /// The accounts of one system, of which one is to end and nobody has shown yet that it did.
    private func accountReview(_ scene: DemonstrationScene) throws {
        guard let system = scene.system(DemonstrationWords.systems[2].name) else { return }
        let started = try office.start(
            RoundDraft(
                title: "\(year) \(DemonstrationWords.systems[2].name)のアカウントの棚卸", kind: .accounts,
                system: system.id, dueOn: today.adding(days: 5)), by: writer)
        guard let line = try office.round(started.id, for: writer).lists.first,
            let head = scene.people.first(where: { $0.unit == line.unit && $0.isHead && $0.leftOn == nil })
        else { return }
        let viewer = Viewer(person: head.id, roles: [.sectionHead], units: [line.list.unit.id])
        if let last = try office.confirmationList(line.id, for: viewer).rows.last {
            try office.answer(
                [last.id: RowAnswer(.end, note: "担当を外れた。")], in: line.id, by: viewer)
        }
        try office.sign(line.id, hash: try office.confirmationList(line.id, for: viewer).hash, by: viewer)
    }

    private func inventory(_ scene: DemonstrationScene) throws {
        clock.move(to: today.adding(days: -20))
        let started = try office.start(
            RoundDraft(
                title: "\(year) 情報資産・媒体の棚卸",
                registers: [InformationAsset.registerName, StorageMedium.registerName],
                dueOn: today.adding(days: 10), sampleSize: 8), by: writer)
        let lists = try office.round(started.id, for: writer).lists.filter { $0.unit != "中央消防署" }
        for (place, line) in lists.prefix(lists.count / 2).enumerated() {
            guard
                let head = scene.people.first(where: { $0.unit == line.unit && $0.isHead && $0.leftOn == nil }
                )
            else { continue }
            clock.move(to: today.adding(days: -(16 - min(place, 10))))
            let viewer = Viewer(person: head.id, roles: [.sectionHead], units: [line.list.unit.id])
            let state = try office.confirmationList(line.id, for: viewer)
            if place == 1,
                let medium = state.rows.last(where: { $0.row.source == StorageMedium.registerName })
            {
                try office.answer(
                    [
                        medium.id: RowAnswer(.gone, way: .moved, note: "4月の異動で本部へ移した。台帳は事務局に頼む。")
                    ], in: line.id, by: viewer)
            }
            let hash = try office.confirmationList(line.id, for: viewer).hash
            try office.sign(line.id, hash: hash, by: viewer)
        }
        guard
            let drawn = try office.round(started.id, for: writer).sample.first(where: { _, row in
                lists.prefix(2).contains { $0.id == row.list.id }
            })
        else { return }
        try office.check(drawn.id, in: started.id, .agrees, note: "現物を見た。", by: writer)
    }
}
