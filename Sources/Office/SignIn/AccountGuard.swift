import Database
import Primitives
import Registers
import Storage

/// What no act on accounts may do, whoever is allowed to write them: leave nobody who runs the office or lets
/// others in, or give oneself another role.
struct AccountGuard {
    private let writer: ActWriter
    private let today: Day
    private let isOfAccounts: Bool
    private let before: (office: Int64, configurators: Int64)

    /// A guard of the act that `writer` writes, before it has changed anything; nil where the register
    /// decides nothing about who may sign in.
    init?(_ register: RegisterDefinition, _ writer: ActWriter, today: Day) throws {
        guard [Account.registerName, Person.registerName].contains(register.name) else { return nil }
        isOfAccounts = register.name == Account.registerName
        self.writer = writer
        self.today = today
        before = try Self.usable(writer, today)
    }

    /// - Throws: `Problem` `account.last-one`, which undoes the act.
    func requireSomebodyLeft() throws {
        let after = try Self.usable(writer, today)
        guard after.office > 0 || before.office == 0 else { throw Self.lastOne("事務局") }
        guard after.configurators > 0 || before.configurators == 0 else { throw Self.lastOne("設定担当") }
    }

    /// - Throws: `Problem` `account.own-role`.
    func requireNoOwnRole(_ old: RegisterRow, _ values: [StoredValue], of viewer: Viewer) throws {
        guard isOfAccounts else { return }
        let (was, becomes) = (try Account.register.record(old.values), try Account.register.record(values))
        guard let person = viewer.person, was.person?.id == person || becomes.person?.id == person else {
            return
        }
        guard was.role == becomes.role, was.alsoConfigures == becomes.alsoConfigures,
            was.person?.id == becomes.person?.id
        else {
            throw Problem("account.own-role", "自分の役割は自分では変えられません。ほかの設定担当に頼んでください。")
        }
    }

    /// 1 where a person, given as SQL, is in service: by this record, or by another of the same staff number,
    /// as whoever leaves on 3/31 and is taken on again on 4/1.
    static func inService(_ person: SQL, _ today: Day) -> SQL {
        """
        CASE WHEN EXISTS (
            SELECT 1 FROM r_people AS here LEFT JOIN r_people AS same
                ON same.staff_number = here.staff_number AND same.to_seq IS NULL
                AND (same.starts_on IS NULL OR same.starts_on <= \(today.iso))
            WHERE here.id = \(person) AND here.to_seq IS NULL
            AND (here.ends_on IS NULL OR here.ends_on >= \(today.iso)
                OR (same.id <> here.id AND (same.ends_on IS NULL OR same.ends_on >= \(today.iso))))
        ) THEN 1 ELSE 0 END
        """
    }

    private static func lastOne(_ role: String) -> Problem {
        Problem("account.last-one", "\(role)としてサインインできる人がいなくなるため、できません。先に別の人を\(role)にしてください。")
    }

    private static func usable(_ writer: ActWriter, _ today: Day) throws -> (
        office: Int64, configurators: Int64
    ) {
        let counts = try writer.transaction.firstRow(
            """
            SELECT COALESCE(SUM(CASE WHEN role = 'office' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN role = 'configurator' OR also_configures = 1 THEN 1 ELSE 0 END), 0)
            FROM r_accounts
            WHERE to_seq IS NULL AND disabled = 0 AND (ends_on IS NULL OR ends_on >= \(today.iso))
            AND (person IS NULL OR \(inService("person", today)) = 1)
            """
        ) { ($0.integer(0), $0.integer(1)) }
        return counts ?? (0, 0)
    }
}
