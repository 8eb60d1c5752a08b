import Office
import Primitives
import Registers
import Storage
import WebPages

/// Labels for what carries information: assets, media, devices.
struct LabelRoutes {
    /// Labels of one page: ten sheets.
    static let limit = 240

    let site: Site

    var routes: [Route] { [Route(.get, "/registers/*/labels", .signedIn, show)] }

    /// The registers whose records get labels.
    static let registers: Set<String> = [
        InformationAsset.registerName, StorageMedium.registerName, Device.registerName,
    ]

    private func show(_ visit: Visit) throws -> Reply {
        let register = try RegisterRoutes.register(visit)
        guard Self.registers.contains(register.name) else { throw Refusal.notFound }
        let address = ListAddress(visit.fields, register)
        if let problem = address.problems.first { throw problem }
        let sheet = LabelsPage.Sheet(rawValue: visit.fields["label-sheet"]) ?? .small
        let start = max(1, min(sheet.count, Int(visit.fields["label-start"]) ?? 1))
        var query = address.query
        query.limit = Self.limit
        query.after = nil
        let viewer = try visit.viewer
        let page = try site.office.store.database.read { [query] connection -> LabelsPage in
            let reader = RecordReader(connection, viewer: viewer)
            let found = try reader.page(register, query)
            let text = try LabelText(register, found.rows, reader, site.office)
            return LabelsPage(
                register: register.name, registerTitle: register.title, list: address.items,
                labels: found.rows.indices.map { text.label($0) }, totalCount: found.total, sheet: sheet,
                start: start)
        }
        return try site.page(page, visit)
    }
}

/// What stands on the labels: the mark of the class as the organization decided it, the name, who keeps it
/// and what may be done with it.
struct LabelText {
    private let register: RegisterDefinition
    private let rows: [RegisterRow]
    private let text: RecordText
    private let levels: [Identifier: ClassificationLevel]
    private let rules: [HandlingRule]
    /// The weightiest class of what is in a system.
    private let bySystem: [String: InformationAsset.Confidentiality]

    init(
        _ register: RegisterDefinition, _ rows: [RegisterRow], _ reader: RecordReader, _ office: Office
    ) throws {
        self.register = register
        self.rows = rows
        text = try RecordText(register: register, reader: reader, rows: rows, catalogue: office.catalogue)
        let today = office.today
        let found = try reader.beginning(ClassificationLevel.register.definition, ListQuery(limit: 500))
        var levels: [Identifier: ClassificationLevel] = [:]
        for row in found {
            let level = try ClassificationLevel.register.record(row.values)
            if level.endsOn.map({ $0 >= today }) ?? true { levels[row.id] = level }
        }
        self.levels = levels
        rules = try reader.beginning(HandlingRule.register.definition, ListQuery(limit: 500)).map {
            try HandlingRule.register.record($0.values)
        }.filter { $0.endsOn.map { $0 >= today } ?? true }
        bySystem = try Self.classes(register, rows, reader)
    }

    /// A device carries what its system holds.
    private static func classes(
        _ register: RegisterDefinition, _ rows: [RegisterRow], _ reader: RecordReader
    ) throws -> [String: InformationAsset.Confidentiality] {
        guard register.name == Device.registerName, let system = register.index(of: "system") else {
            return [:]
        }
        let systems = Set(rows.compactMap { $0.values[system].text })
        let assets = try reader.rows(
            InformationAsset.register.definition, where: "system", isOneOf: systems)
        var classes: [String: InformationAsset.Confidentiality] = [:]
        for row in assets {
            let asset = try InformationAsset.register.record(row.values)
            guard let id = asset.system?.id.text, let new = asset.confidentiality else { continue }
            classes[id] = [classes[id], new].compactMap(\.self).min { $0.weight < $1.weight }
        }
        return classes
    }

    /// The label of one record.
    func label(_ row: Int) -> LabelsPage.Label {
        let confidentiality = confidentiality(row)
        let level = confidentiality.flatMap { wanted in
            levels.filter { $0.value.confidentiality == wanted }.max {
                ($0.value.decidedOn?.iso ?? "", $0.key) < ($1.value.decidedOn?.iso ?? "", $1.key)
            }
        }
        let own = level?.value.label ?? level?.value.name
        let mark = own ?? confidentiality.map { "自治体機密性\($0.rawValue)" } ?? "区分：＿＿＿＿＿＿"
        var lines: [String] = []
        for (column, title) in [("keeper", "所管"), ("network", "使うネットワーク"), ("serial_number", "製造番号")] {
            guard let index = register.index(of: column), rows[row].values[index] != .null else { continue }
            lines.append("\(title)：\(text.words(row, index))")
        }
        // What is said on a label is what somebody needs who has the thing in hand.
        let said = rules.filter { rule in
            rule.level.map { $0.id == level?.key } ?? false && [.carry, .copy, .dispose].contains(rule.act)
        }.prefix(2)
        lines += said.map { "\($0.act?.title ?? "取扱い")：\($0.rule ?? $0.name)" }
        return LabelsPage.Label(mark: mark, name: text.words(row, 0), lines: lines)
    }

    private func confidentiality(_ row: Int) -> InformationAsset.Confidentiality? {
        let values = rows[row].values
        if let index = register.index(of: "confidentiality") {
            return values[index].text.flatMap { InformationAsset.Confidentiality(rawValue: $0) }
        }
        guard let index = register.index(of: "system") else { return nil }
        return values[index].text.flatMap { bySystem[$0] }
    }
}

extension InformationAsset.Confidentiality {
    /// 0 for the weightiest.
    var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
