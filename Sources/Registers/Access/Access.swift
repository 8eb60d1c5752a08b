import Primitives

/// 事務局、所属長、職員、監査、設定担当: the five fixed roles of the software. 管理者 is the head of the association and none of
/// them.
public enum SoftwareRole: String, Choice, Codable {
    /// 事務局: runs the policy; reads and writes everything but the software's settings.
    case office
    /// 所属長: own unit only.
    case sectionHead = "section-head"
    /// 職員: what they must read or tell.
    case staff
    /// 監査: reads everything, writes nothing but audit notes.
    case auditor
    /// 設定担当: configures the software and reads no content.
    case configurator

    public var title: String {
        switch self {
        case .office: "事務局"
        case .sectionHead: "所属長"
        case .staff: "職員"
        case .auditor: "監査"
        case .configurator: "設定担当"
        }
    }
}

/// Who is asking: the result of signing in, valid for one day.
public struct Viewer: Sendable, Hashable {
    /// The person's record; nil for the command line on the server itself.
    public let person: Identifier?
    /// The software roles.
    public let roles: Set<SoftwareRole>
    /// The units for which the person speaks.
    public let units: Set<Identifier>

    /// A viewer with these roles.
    public init(person: Identifier?, roles: Set<SoftwareRole>, units: Set<Identifier>) {
        self.person = person
        self.roles = roles
        self.units = units
    }

    /// Whoever may run commands on the server and read its files: office and configurator at once, recorded
    /// as the console.
    public static let console = Viewer(person: nil, roles: [.office, .configurator], units: [])
}

/// What may be done with a register.
public enum RegisterAct: String, Sendable, CaseIterable {
    case read
    case write
}

/// A condition on viewer and record: the one algebra behind pages, search, export, API and errors.
///
/// It has two interpreters that must agree: `allows` here, and a SQL condition in Storage.
public indirect enum AccessCondition: Sendable, Hashable {
    case nobody
    case role(SoftwareRole)
    /// The viewer has the role and the record's column holds one of the viewer's units.
    case roleInUnit(SoftwareRole, column: String)
    /// The record's column holds the viewer's own person.
    case personIs(column: String)
    /// The record's column holds this code, whoever the viewer is.
    case holds(column: String, code: String)
    case any([AccessCondition])
    case all([AccessCondition])

    /// Whether the viewer may, given the record's value in each named column.
    public func allows(_ viewer: Viewer, _ value: (_ column: String) -> StoredValue) -> Bool {
        switch self {
        case .nobody: false
        case .role(let role): viewer.roles.contains(role)
        case .roleInUnit(let role, let column):
            viewer.roles.contains(role) && viewer.units.contains { value(column) == .text($0.text) }
        case .personIs(let column):
            viewer.person.map { value(column) == .text($0.text) } ?? false
        case .holds(let column, let code): value(column) == .text(code)
        case .any(let conditions): conditions.contains { $0.allows(viewer, value) }
        case .all(let conditions): conditions.allSatisfy { $0.allows(viewer, value) }
        }
    }

    /// Whether there may be any record at all that this viewer would be allowed; false hides the register.
    public func mayAllowSomething(_ viewer: Viewer) -> Bool {
        switch self {
        case .nobody: false
        case .role(let role): viewer.roles.contains(role)
        case .roleInUnit(let role, _): viewer.roles.contains(role) && !viewer.units.isEmpty
        case .personIs: viewer.person != nil
        case .holds: true
        case .any(let conditions): conditions.contains { $0.mayAllowSomething(viewer) }
        case .all(let conditions): conditions.allSatisfy { $0.mayAllowSomething(viewer) }
        }
    }
}

extension AccessCondition {
    /// The columns that it asks for, each once.
    public var columns: [String] {
        switch self {
        case .nobody, .role: []
        case .roleInUnit(_, let column), .personIs(let column), .holds(let column, _): [column]
        case .any(let conditions), .all(let conditions):
            conditions.reduce(into: []) { columns, condition in
                columns += condition.columns.filter { !columns.contains($0) }
            }
        }
    }
}

/// Whom a grant names, in terms of the record's properties.
public struct Audience<Owner>: Sendable {
    let resolve: @Sendable (_ column: (PartialKeyPath<Owner>) -> String?) -> AccessCondition

    /// Everybody who reads content: all roles but 設定担当.
    public static var everyone: Self {
        Self { _ in .any([.role(.office), .role(.sectionHead), .role(.staff), .role(.auditor)]) }
    }
    /// 事務局.
    public static var office: Self { .holders(of: .office) }
    /// 監査.
    public static var auditors: Self { .holders(of: .auditor) }
    /// 設定担当.
    public static var configurators: Self { .holders(of: .configurator) }
    /// 所属長 of any unit.
    public static var sectionHeads: Self { .holders(of: .sectionHead) }
    /// 所属長 of the unit in that field.
    public static func sectionHead<Value>(of path: KeyPath<Owner, Value> & Sendable) -> Self {
        Self { column in column(path).map { .roleInUnit(.sectionHead, column: $0) } ?? .nobody }
    }
    /// The person in that field, if one who reads content: 設定担当 alone sees nothing of themselves here either.
    public static func person<Value>(in path: KeyPath<Owner, Value> & Sendable) -> Self {
        Self { column in
            column(path).map { .all([everyone.resolve(column), .personIs(column: $0)]) } ?? .nobody
        }
    }

    /// The same people, for records in which that field holds the value.
    public func when<Value: Choice>(_ path: KeyPath<Owner, Value> & Sendable, is value: Value) -> Self {
        let code = value.rawValue
        return Self { column in
            column(path).map { .all([resolve(column), .holds(column: $0, code: code)]) } ?? .nobody
        }
    }

    private static func holders(of role: SoftwareRole) -> Self { Self { _ in .role(role) } }
}

/// One line of a register's access: an act and who may do it.
public struct Grant<Owner>: Sendable {
    let act: RegisterAct
    let audiences: [Audience<Owner>]

    func resolved(_ columns: [PartialKeyPath<Owner>: String]) -> ResolvedGrant {
        ResolvedGrant(act: act, condition: .any(audiences.map { $0.resolve { columns[$0] } }))
    }
}

/// A grant with columns instead of properties.
public struct ResolvedGrant: Sendable, Hashable {
    /// What may be done.
    public let act: RegisterAct
    /// By whom.
    public let condition: AccessCondition
}

/// Builds the grants of a register from `Read(…)` and `Write(…)` lines.
@resultBuilder public enum AccessList<Owner> {
    public static func buildExpression(_ line: Read<Owner>) -> Grant<Owner> {
        Grant(act: .read, audiences: line.audiences)
    }
    public static func buildExpression(_ line: Write<Owner>) -> Grant<Owner> {
        Grant(act: .write, audiences: line.audiences)
    }
    public static func buildBlock(_ grants: Grant<Owner>...) -> [Grant<Owner>] { grants }
}

/// Who may read.
public struct Read<Owner>: Sendable {
    let audiences: [Audience<Owner>]
    /// Any of these may read.
    public init(_ audiences: Audience<Owner>...) { self.audiences = audiences }
}

/// Who may create, change and close.
public struct Write<Owner>: Sendable {
    let audiences: [Audience<Owner>]
    /// Any of these may write.
    public init(_ audiences: Audience<Owner>...) { self.audiences = audiences }
}
