import Office
import Primitives
import Registers
import Storage
import WebPages

/// The five questions that lead to the class of an information asset.
struct ClassifyRoutes {
    let site: Site

    private typealias Questions = ClassificationQuestions

    var routes: [Route] {
        [
            Route(.get, "/registers/*/records/*/classify", .signedIn) { try ask($0) },
            Route(.post, "/registers/*/records/*/classify", .signedIn, decide),
        ]
    }

    /// The asset, if this viewer may change it.
    private func asset(_ visit: Visit) throws -> RegisterRow {
        let register = try RegisterRoutes.register(visit)
        guard register.name == InformationAsset.registerName, let id = Identifier(visit.values[1]) else {
            throw Refusal.notFound
        }
        let viewer = try visit.viewer
        let found = try site.office.store.database.read {
            try RecordReader($0, viewer: viewer).row(register, id: id)
        }
        guard let row = found else { throw Refusal.notFound }
        guard site.office.allows(register, .write, viewer, row.values) else { throw Refusal.access }
        return row
    }

    private func page(_ row: RegisterRow, _ fields: [FormField], _ visit: Visit) throws -> ClassifyPage {
        let asset = try InformationAsset.register.record(row.values)
        let sent = visit.fields["version"]
        return ClassifyPage(
            register: InformationAsset.registerName,
            registerTitle: InformationAsset.register.definition.title, id: row.id.text, name: asset.name,
            fields: fields, version: sent.isEmpty ? String(row.fromSeq) : sent,
            confirmedOn: asset.classifiedOn)
    }

    private func ask(_ visit: Visit, isAsking: Bool = false) throws -> Reply {
        let row = try asset(visit)
        let known = try InformationAsset.register.record(row.values).personalInformation
        func question<Answer: Choice>(_ name: String, _ title: String, _: Answer.Type, hint: String? = nil)
            -> FormField
        {
            var written = visit.fields[name]
            if written.isEmpty, !isAsking, name == "personal" { written = known?.rawValue ?? "" }
            return FormField(
                name, title, .choice(Answer.allCases.map { FormChoice($0.rawValue, $0.title) }),
                value: written,
                isRequired: true, hint: hint,
                error: isAsking && Answer(rawValue: written) == nil ? "どれか一つを選んでください。" : nil)
        }
        let fields = [
            question("openness", "1　だれに見せてよい情報ですか", Questions.Openness.self),
            question(
                "personal", "2　だれのことか分かる情報が入っていますか", InformationAsset.PersonalInformation.self,
                hint: "病歴、障害、犯罪の被害などは「要配慮個人情報」です。"),
            question("leak", "3　外に漏れたら、どうなりますか", Questions.Leak.self),
            question("damage", "4　書き換わったり、欠けたりしたら、どうなりますか", Questions.Damage.self),
            question("outage", "5　使えなくなったら、どれだけ待てますか", Questions.Outage.self),
            FormField(
                "more", "付け加えること", .longText(rows: 2), value: visit.fields["more"],
                hint: "例：搬送された方の病歴が含まれる。あれば、理由に書き添えます。"),
        ]
        return try site.page(try page(row, fields, visit), visit, status: isAsking ? 422 : 200)
    }

    private func answers(_ visit: Visit) -> Questions.Answers? {
        guard let openness = Questions.Openness(rawValue: visit.fields["openness"]),
            let personal = InformationAsset.PersonalInformation(rawValue: visit.fields["personal"]),
            let leak = Questions.Leak(rawValue: visit.fields["leak"]),
            let damage = Questions.Damage(rawValue: visit.fields["damage"]),
            let outage = Questions.Outage(rawValue: visit.fields["outage"])
        else { return nil }
        return Questions.Answers(
            openness: openness, personal: personal, leak: leak, damage: damage, outage: outage)
    }

    private func decide(_ visit: Visit) throws -> Reply {
        let row = try asset(visit)
        if visit.fields["act"] == "back" { return try ask(visit) }
        guard let answers = answers(visit) else { return try ask(visit, isAsking: true) }
        guard visit.fields["act"] == "save" else { return try look(row, answers, visit) }
        try site.office.classify(
            row.id, answers, more: visit.fields["more"], expected: Int(visit.fields["version"]),
            by: try visit.viewer)
        site.say(visit, Notice(.done, "分類と理由を記録しました。来年も同じころに、もう一度答えてください。"))
        return .redirect(Address.record(register: InformationAsset.registerName, id: row.id.text).path)
    }

    private func look(_ row: RegisterRow, _ answers: Questions.Answers, _ visit: Visit) throws -> Reply {
        let asset = try InformationAsset.register.record(row.values)
        let outcome = Questions.outcome(answers)
        let viewer = try visit.viewer
        let own = try site.office.store.database.read {
            try site.office.ownClasses(outcome, RecordReader($0, viewer: viewer))
        }
        var page = try page(row, [], visit)
        page.outcome = ClassifyPage.Outcome(
            axes: [
                .init(
                    title: "機密性", before: asset.confidentiality?.title, after: outcome.confidentiality.title,
                    ownName: own.names[.confidentiality], reason: outcome.confidentialityReason),
                .init(
                    title: "完全性", before: asset.integrity?.title, after: outcome.integrity.title,
                    ownName: own.names[.integrity], reason: outcome.integrityReason),
                .init(
                    title: "可用性", before: asset.availability?.title, after: outcome.availability.title,
                    ownName: own.names[.availability], reason: outcome.availabilityReason),
            ],
            answers: ["openness", "personal", "leak", "damage", "outage", "more"].map {
                .hidden($0, visit.fields[$0])
            })
        return try site.page(page, visit)
    }
}
