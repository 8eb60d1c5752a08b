/// What questions are asked of: a few facts of each record of a segment, column by column. Made from the
/// segment's blocks, and made anew from them at any time.
///
/// Row n is record n of the segment, counted from 0 through all its blocks.
public struct EventColumns: Sendable {
    /// When each event happened, microseconds since 1970: its own time, or that of its receipt where it has
    /// none.
    public internal(set) var times: [Int64] = []
    /// Bytes sent and received, 0 where the event does not say.
    public internal(set) var amounts: [UInt64] = []
    /// For each of `Column`, the number of the value in its table.
    public internal(set) var codes: [[UInt32]] = Array(repeating: [], count: Column.allCases.count)
    public internal(set) var values: [ValueTable] = Array(
        repeating: ValueTable(), count: Column.allCases.count)
    /// The first row of each block.
    public internal(set) var firstRows: [UInt32] = []
    /// Rows that name columns for those after them.
    public internal(set) var headingRows: [UInt32] = []

    public var rowCount: Int { times.count }

    /// Texts that are kept.
    public enum Column: Int, CaseIterable, Sendable {
        case source, destination, port, user, host, domain, rule, action, format, problem

        /// ECS names in order of preference.
        var names: [String] {
            switch self {
            case .source: ["source.ip"]
            case .destination: ["destination.ip"]
            case .port: ["destination.port"]
            case .user: ["user.name", "destination.user.name"]
            case .host: ["host.name", "source.domain"]
            case .domain: ["url.domain", "dns.question.name", "destination.domain"]
            case .rule: ["rule.name"]
            case .action: ["event.action"]
            case .format, .problem: []
            }
        }

        /// As JSON and the command line call it.
        public var name: String { String(describing: self) }
    }

    public func value(_ column: Column, row: Int) -> String {
        values[column.rawValue][Int(codes[column.rawValue][row])]
    }
}
