import Database
import Duties
import Primitives
import Registers
import Storage

/// What a person may do with one organization: each act is permission, change and ledger entry in one
/// transaction.
///
/// Nothing else writes. Pages, API and command line call these acts and add nothing to what they allow.
public struct Office: Sendable {
    /// The organization's database, writer and files.
    public let store: OrganizationStore
    /// The requirements that ship with the product.
    public let catalogue: Catalogue
    /// The criteria in SQL that ship with the product.
    public let criteria: CriterionLibrary
    let assessments = Shared(IncrementalAssessment())
    let policies = Shared([[Int]: ReadPolicy]())
    let said = Shared([[Int]: ReadAnswers]())
    let told = Shared([Viewer: (key: [Int], policy: AssessedPolicy)]())
    let toRead = Shared([Identifier: (key: [Int], matters: [ReadingMatter])]())
    let pastSizes = Shared([Day: Int]())

    /// An office over an open organization and the shipped content.
    public init(store: OrganizationStore, catalogue: Catalogue, criteria: CriterionLibrary) {
        self.store = store
        self.catalogue = catalogue
        self.criteria = criteria
    }

    /// The day in Japan.
    public var today: Day { store.surroundings.now().dayInJapan }

    /// Performs an act for a viewer and returns when it is durable. Blocks.
    func act<Result: Sendable>(
        _ viewer: Viewer, _ body: @escaping @Sendable (ActWriter) throws -> Result
    ) throws -> Result {
        do {
            return try store.commit.perform(actor: viewer.person, body)
        } catch DatabaseError.constraint(let words) {
            throw Problem(
                "register.not-unique", "同じ名称の記録が既にあります。名称を変えるか、既にある記録を直してください。",
                detail: words)
        } catch let error as DatabaseError {
            throw error.problem ?? error
        }
    }
}

/// What is refused, in words that tell nothing of what lies behind.
public enum Refusal {
    /// The viewer may not do this.
    public static let access = Problem(
        "access.refused", "この操作をする権限がありません。必要なときは事務局に相談してください。")
    /// There is no such record, or none that the viewer may see.
    public static let notFound = Problem(
        "access.not-found", "見つかりません。終了したか、見る権限がない記録です。一覧から開き直してください。")

    /// Throws unless the viewer has one of the roles.
    static func unless(_ viewer: Viewer, _ roles: SoftwareRole...) throws {
        guard roles.contains(where: viewer.roles.contains) else { throw access }
    }
}
