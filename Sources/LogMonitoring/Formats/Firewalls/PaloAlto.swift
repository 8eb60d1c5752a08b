/// PAN-OS logs as CSV: TRAFFIC, THREAT, SYSTEM, CONFIG, and the common columns of all others.
///
/// Columns by position, as the administrator's guide lists them; later releases only add behind.
struct PaloAlto: LogFormat {
    static let name = "paloalto"
    private var columns: [ColumnReading.Column] = []

    func recognizes(_ record: LogRecord) -> Bool {
        var scan = record.scan
        guard scan.digits(atMost: 2) != nil, scan.take(",") else { return false }
        var clock = WallClock()
        guard scan.dateYearFirst(&clock), scan.take(0x20), scan.clock(&clock) else { return false }
        return scan.take(",")
    }

    mutating func read(_ record: LogRecord, into draft: inout EventDraft) -> ReadingFault? {
        let fault = ColumnReading(separator: 0x2C).read(record.bytes, record.body, into: &columns)
        guard columns.count > 6 else { return .tooFewColumns(found: columns.count, wanted: 7) }
        var (scan, clock) = (Scan(record.bytes, columns[6].range), WallClock())
        if columns[6].range.isEmpty { scan = Scan(record.bytes, columns[1].range) }
        if scan.dateYearFirst(&clock), scan.take(0x20), scan.clock(&clock) {
            draft.setTime(clock, record.times)
        }
        let type = draft.key(columns[3].range)
        let isTraffic = type == PaloAlto.traffic
        let isThreat = type == PaloAlto.threat
        let layout =
            isTraffic
            ? Layout.traffic
            : isThreat
                ? Layout.threat
                : type == PaloAlto.system
                    ? Layout.system
                    : type == PaloAlto.config ? Layout.config : Layout.common
        for rule in layout where rule.column < columns.count { add(rule, &draft) }
        if isTraffic || isThreat, columns.count > 31 {
            draft.addUser(columns[12].range)
            draft.addTransport(columns[29].range)
            addDecision(columns[30].range, &draft)
        }
        if isTraffic, let seconds = draft.integer(.duration) {
            draft.add(
                Names.duration, whole: seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue)
        }
        draft.addObserver(PaloAlto.vendor, PaloAlto.product, record)
        return fault
            ?? (columns.count >= (isTraffic || isThreat ? 31 : 7)
                ? nil : .tooFewColumns(found: columns.count, wanted: 31))
    }

    private func add(_ rule: Layout, _ draft: inout EventDraft) {
        let column = columns[rule.column]
        let range = draft.bytes.trimmed(column.range)
        guard !range.isEmpty, !draft.bytes.equals(range, "0.0.0.0") else { return }
        let kind: FieldSlot.Kind = column.hasDoubledQuote ? .csvText : rule.kind
        draft.add(FieldSlot(rule.name, kind, range), mark: rule.mark)
    }

    private func addDecision(_ range: Range<Int>, _ draft: inout EventDraft) {
        let bytes = draft.bytes
        if bytes.starts(with: "allow", at: range.lowerBound) || bytes.equals(range, "alert") {
            draft.addDecision(isAllowed: true)
        } else if bytes.starts(with: "deny", at: range.lowerBound)
            || bytes.starts(with: "drop", at: range.lowerBound)
            || bytes.starts(with: "reset", at: range.lowerBound)
            || bytes.starts(with: "block", at: range.lowerBound)
            || bytes.starts(with: "sinkhole", at: range.lowerBound)
        {
            draft.addDecision(isAllowed: false)
        }
    }

    private static let vendor = LogWord("Palo Alto Networks")
    private static let product = LogWord("PAN-OS")
    private static let traffic = Decision.key("traffic")
    private static let threat = Decision.key("threat")
    private static let system = Decision.key("system")
    private static let config = Decision.key("config")

    /// One column and the field it becomes.
    struct Layout {
        let column: Int
        let name: LogWord
        let kind: FieldSlot.Kind
        let mark: Mark

        init(_ column: Int, _ name: String, _ kind: FieldSlot.Kind = .text, _ mark: Mark = .none) {
            (self.column, self.name, self.kind, self.mark) = (column, LogWord(name), kind, mark)
        }

        static let common = [
            Layout(2, "observer.serial_number"), Layout(3, "panw.panos.type"),
            Layout(4, "panw.panos.sub_type"),
        ]

        private static let flow =
            common + [
                Layout(7, "source.ip"), Layout(8, "destination.ip"), Layout(9, "source.nat.ip"),
                Layout(10, "destination.nat.ip"), Layout(11, "rule.name"),
                Layout(13, "destination.user.name"),
                Layout(14, "network.application"), Layout(15, "panw.panos.virtual_sys"),
                Layout(16, "observer.ingress.zone"), Layout(17, "observer.egress.zone"),
                Layout(18, "observer.ingress.interface.name"), Layout(19, "observer.egress.interface.name"),
                Layout(22, "panw.panos.flow_id"), Layout(23, "panw.panos.repeat_count", .integer),
                Layout(24, "source.port", .integer), Layout(25, "destination.port", .integer),
                Layout(30, "event.action"),
            ]

        static let traffic =
            flow + [
                Layout(31, "network.bytes", .integer), Layout(32, "source.bytes", .integer),
                Layout(33, "destination.bytes", .integer), Layout(34, "network.packets", .integer),
                Layout(36, "panw.panos.elapsed", .integer, .duration), Layout(37, "rule.category"),
                Layout(46, "event.reason"), Layout(52, "observer.name"),
            ]

        static let threat =
            flow + [
                Layout(31, "url.original"), Layout(32, "panw.panos.threat.name"), Layout(33, "rule.category"),
                Layout(34, "log.level"), Layout(35, "network.direction"),
            ]

        static let system =
            common + [
                Layout(8, "event.action"), Layout(9, "panw.panos.object"), Layout(12, "panw.panos.module"),
                Layout(13, "log.level"), Layout(14, "message"),
            ]

        static let config =
            common + [
                Layout(7, "source.ip"), Layout(9, "event.action"), Layout(10, "user.name"),
                Layout(11, "panw.panos.client"), Layout(12, "event.reason"), Layout(13, "panw.panos.path"),
            ]
    }
}
