import AuditLedger
import Database
import Primitives
import Registers
import Storage

/// A token as it is listed: never the token itself.
public struct StoredToken: Sendable {
    /// The record.
    public let id: Identifier
    /// What is recorded of it.
    public let token: APIToken
    /// Whose account it is; nil where the account has ended.
    public let login: String?
}

/// What a program may do with a token: what its account may today, within the token's scope.
public struct TokenHolder: Sendable {
    /// The token's record.
    public let id: Identifier
    /// What is recorded of it.
    public let token: APIToken
    /// The account's viewer; ask `reading` and `writing` for it.
    private let viewer: Viewer

    init(id: Identifier, token: APIToken, viewer: Viewer) {
        self.id = id
        self.token = token
        self.viewer = viewer
    }

    /// The viewer, to read a register; nil asks for everything that may be read.
    ///
    /// - Throws: `Problem` `token.scope`.
    public func reading(_ register: RegisterDefinition?) throws -> Viewer {
        guard let names = token.registerNames else { return viewer }
        guard let register, names.contains(register.name) else { throw Self.outOfScope }
        return viewer
    }

    /// The viewer, to write a register.
    ///
    /// - Throws: `Problem` `token.scope`.
    public func writing(_ register: RegisterDefinition) throws -> Viewer {
        guard token.scope == .write else { throw Self.outOfScope }
        return try reading(register)
    }

    /// Whether the token is limited to registers of which this is none.
    public func hides(_ register: RegisterDefinition) -> Bool {
        token.registerNames.map { !$0.contains(register.name) } ?? false
    }

    private static let outOfScope = Problem(
        "token.scope", "この鍵では許されていない操作です。鍵を作った人に、できることと使える台帳を確かめてください。")
}

extension Office {
    /// A token holds for a year at most: whoever still needs it makes a new one.
    public static let longestTokenDays = 366
    /// Tokens that an account may have at once.
    public static let tokensPerAccount = 20

    /// Whether somebody may make tokens: 職員, who only read and tell, need none.
    public static func mayMakeTokens(_ viewer: Viewer) -> Bool {
        !viewer.roles.isDisjoint(with: [.office, .sectionHead, .auditor, .configurator])
    }

    /// Makes a token for one's own account and shows it this once.
    ///
    /// Nobody makes one for another's account: whoever could would read with rights that are not theirs.
    /// - Parameter registers: names of registers to which it is limited; empty for all.
    /// - Throws: `Problem` `access.refused`; `Problems` with their fields.
    public func makeToken(
        name: String, scope: APIToken.Scope, registers: [String], endsOn: Day?, for signedIn: SignedIn
    ) throws -> (token: StoredToken, secret: Secret) {
        guard let viewer = try viewer(signedIn) else { throw Refusal.access }
        guard Self.mayMakeTokens(viewer) else { throw Refusal.access }
        let name = FieldChecks.cleaned(name, keepsLines: false)
        var problems: [Problem] = []
        if name.isEmpty {
            problems.append(Problem("register.required", "「使いみち」が空です。入力してください。", field: "name"))
        }
        let last = today.adding(days: Self.longestTokenDays)
        if endsOn.map({ $0 < today || $0 > last }) ?? true {
            problems.append(
                Problem("token.dates", "「使える最終日」は、今日から1年以内の日を入れてください。", field: "ends_on"))
        }
        let known = registers.filter { AllRegisters.named($0) != nil }.sorted()
        guard problems.isEmpty, let endsOn else { throw Problems(problems) }
        let secret = Secret(APITokenText.text(store.surroundings.random(APITokenText.byteCount)))
        let token = APIToken(
            name: name, account: Link(signedIn.account), person: signedIn.person.map { Link($0) },
            scope: scope, registers: known.isEmpty ? nil : known.joined(separator: ","), madeOn: today,
            endsOn: endsOn, tokenHash: APITokenText.hash(secret))
        let register = APIToken.register
        let values = register.values(token)
        let invalid = register.definition.validate(values)
        guard invalid.isEmpty else { throw Problems(invalid) }
        let row = try act(viewer) { writer in
            let count = try writer.transaction.integer(
                """
                SELECT COUNT(*) FROM \(name: register.definition.table)
                WHERE account = \(signedIn.account.text) AND to_seq IS NULL
                """)
            guard count ?? 0 < Self.tokensPerAccount else {
                throw Problem("token.too-many", "鍵は\(Self.tokensPerAccount)個までです。使わないものを終わりにしてください。")
            }
            return try writer.create(register.definition, values)
        }
        return (StoredToken(id: row.id, token: token, login: signedIn.login), secret)
    }

    /// The tokens of one's own account, those that end first at the top.
    public func ownTokens(_ signedIn: SignedIn) throws -> [StoredToken] {
        try tokens(ListQuery(filters: ["account": .text(signedIn.account.text)], limit: 500))
    }

    /// All tokens, for 設定担当 and 監査.
    public func allTokens(by viewer: Viewer) throws -> [StoredToken] {
        try Refusal.unless(viewer, .configurator, .auditor)
        return try tokens(ListQuery(limit: 500))
    }

    /// Ends a token: one's own, or anybody's as 設定担当.
    public func endToken(_ id: Identifier, by signedIn: SignedIn) throws {
        guard let viewer = try viewer(signedIn) else { throw Refusal.access }
        let register = APIToken.register
        try act(viewer) { writer in
            let reader = RecordReader(writer.transaction, viewer: .console)
            guard let row = try reader.row(register.definition, id: id) else { throw Refusal.notFound }
            let isOwn = try register.record(row.values).account.id == signedIn.account
            guard isOwn || viewer.roles.contains(.configurator) else { throw Refusal.notFound }
            try writer.close(register.definition, id: id)
        }
    }

    /// What a token lets a program do today; nil for an unknown, ended or stopped one, all alike.
    public func holder(of secret: Secret) throws -> TokenHolder? {
        let register = APIToken.register
        let hash = APITokenText.hash(secret)
        let found = try store.database.read { connection -> (Identifier, APIToken, SignedIn)? in
            // The console's reader sees every token and account; what they may do is decided below, from the
            // account's own viewer.
            let reader = RecordReader(connection, viewer: .console)
            let query = ListQuery(filters: ["token_hash": .text(hash)], limit: 1)
            guard let row = try reader.first(register.definition, query) else { return nil }
            let token = try register.record(row.values)
            guard let account = try reader.row(Account.register.definition, id: token.account.id) else {
                return nil
            }
            let record = try Account.register.record(account.values)
            return (
                row.id, token,
                SignedIn(
                    account: account.id, login: record.login, name: record.login, person: record.person?.id,
                    usedBefore: nil, endsOn: record.endsOn)
            )
        }
        guard let (id, token, signedIn) = found, token.madeOn <= today, token.endsOn >= today,
            let viewer = try viewer(signedIn)
        else { return nil }
        return TokenHolder(id: id, token: token, viewer: viewer)
    }

    private func tokens(_ query: ListQuery) throws -> [StoredToken] {
        let register = APIToken.register
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console)
            let rows = try reader.page(register.definition, query).rows
            let tokens = try rows.map { ($0.id, try register.record($0.values)) }
            let logins = try reader.labels(
                Account.register.definition, ids: Set(tokens.map(\.1.account.id.text)))
            return tokens.map { StoredToken(id: $0.0, token: $0.1, login: logins[$0.1.account.id.text]) }
                .sorted { ($0.token.endsOn, $0.id) < ($1.token.endsOn, $1.id) }
        }
    }
}

/// How a token is written, and what is kept of it.
public enum APITokenText {
    /// Random bytes of a token: nobody guesses it, so that a plain hash is enough.
    static let byteCount = 32
    /// Tells a token from other secrets, for those who find one in a file.
    static let prefix = "toride_"

    static func text(_ bytes: [UInt8]) -> String {
        prefix + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// What is kept: SHA-256, in hexadecimal.
    public static func hash(_ secret: Secret) -> String { Digest32.sha256(Array(secret.revealed.utf8)).hex }
}
