import Office
import Primitives
import Registers

/// What staff are given to read, who has read it, and one thing that somebody told.
extension Demonstration {
    func reading(_ places: DemonstrationPlaces, _ people: [DemonstrationPerson]) throws {
        let start = max(year.firstDay.adding(days: 5), today.adding(days: -25))
        clock.move(to: start)
        let ids = try create(
            StaffNotice.register,
            [
                StaffNotice(
                    title: "不審なメールを開かないために",
                    text: """
                        差出人に心当たりがあっても、急がせるメールや、添付を開かせるメールは疑ってください。
                        開いてしまったときは、電源を切らずに、すぐに「知らせる」から知らせてください。知らせた人を責めることはありません。
                        """,
                    purpose: .awareness, startsOn: start, dueOn: today.adding(days: 10)),
                StaffNotice(
                    title: "外で使う端末の手順書",
                    text: """
                        消防車と救急車の端末は、使い終わったら必ず画面を閉じ、車を離れるときは鍵のかかる所に置いてください。
                        なくしたと思ったら、探す前に指令課へ電話してください。
                        """,
                    purpose: .procedure, unit: places.units["中央消防署"].map { Link($0) }, startsOn: start,
                    dueOn: today.adding(days: -3)),
            ])
        // Two of three have read the call for attention; of the station's procedure all but every tenth.
        let station = people.filter { $0.unit == "中央消防署" }
        for (place, person) in people.enumerated() where place % 3 != 2 && place < 120 {
            try read(.notice(ids[0]), person)
        }
        for (place, person) in station.enumerated() where place % 10 != 9 {
            try read(.notice(ids[1]), person)
        }
    }

    /// This morning somebody told that something was odd.
    func telling(_ people: [DemonstrationPerson]) throws {
        clock.move(to: today)
        let teller = people.first { $0.unit == "休日夜間診療所" && !$0.isHead }
        try office.tell(
            "受付のパソコンに、見慣れない警告の画面が出た。閉じたら消えた。", happened: "今朝8時半ごろ", place: "診療所の受付",
            by: Viewer(person: teller?.id, roles: [.staff], units: []))
    }

    private func read(_ subject: ReadingMatter.Subject, _ person: DemonstrationPerson) throws {
        let viewer = Viewer(person: person.id, roles: [.staff], units: [])
        guard let matter = try office.readings(for: viewer).first(where: { $0.subject == subject }) else {
            return
        }
        try office.acknowledge(subject, textHash: matter.textHash, by: viewer)
    }
}
