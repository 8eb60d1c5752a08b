import Database
import Duties
import PolicyText
import Primitives
import Registers
import Storage
import Synchronization

extension Office {
    /// Assesses the whole catalogue for a day.
    ///
    /// Only what may have changed since the last assessment is computed again.
    /// - Parameters:
    ///   - on: what held on this day.
    ///   - knownSize: what was known when the ledger had that many entries; nil for now.
    public func assess(on day: Day, knownSize: Int? = nil) throws -> AssessedPolicy {
        let (versions, said) = try store.database.read { connection in
            let versions = try knownSize == nil ? RegisterVersions(connection).changed : [:]
            return (versions, try readAnswers(connection, versions, knownSize))
        }
        let policy = try readPolicy(versions, day, knownSize)
        let facts = AskedFacts(
            on: day, answers: said.answers, written: policy.written, answeringUnits: said.units)
        let verdicts = try assessments.withLock { assessments in
            // What was known at an earlier moment is keyed by that moment: no version of today may stand for
            // it.
            var views: [String: Int] = [:]
            for register in store.registers {
                views[register.viewName] = knownSize.map { -2 - $0 } ?? versions[register.name] ?? -1
            }
            return try assessments.verdicts(catalogue, criteria, facts: facts, versions: views) {
                file, parameters in
                try store.database.read { connection in
                    try CriterionRunner(connection, registers: store.registers, knownSize: knownSize)
                        .result(file, parameters)
                }
            }
        }
        let clauses =
            policy.document.map {
                ClauseVerdict.all($0.clauses, bindings: policy.byClause, verdicts: verdicts)
            } ?? []
        return AssessedPolicy(
            on: day, knownSize: knownSize, revision: policy.revision, document: policy.document,
            bindings: policy.bindings, verdicts: verdicts, clauses: clauses, written: policy.written)
    }

    /// What was answered, read once until one of the registers that it comes from changes.
    private func readAnswers(
        _ connection: any Connection, _ versions: [String: Int], _ knownSize: Int?
    ) throws -> ReadAnswers {
        // What was known at an earlier moment never changes.
        let key = knownSize.map { [-2 - $0] } ?? Self.answeringRegisters.map { versions[$0] ?? -1 }
        if let known = said.withLock({ $0[key] }) { return known }
        let read = ReadAnswers(
            answers: try Self.answers(connection, knownSize),
            units: try Self.answeringUnits(connection, knownSize))
        said.withLock { kept in
            if kept.count > 8 { kept.removeAll() }
            kept[key] = read
        }
        return read
    }

    /// What `answers` and `answeringUnits` read.
    private static let answeringRegisters = ["answers", "people", "evidence", "organization-units"]

    /// The answers with who gave them and what shows them, by name.
    private static func answers(_ connection: any Connection, _ knownSize: Int?) throws -> [AnswerFact] {
        let reader = RecordReader(connection, viewer: .console, knownSize: knownSize)
        let register = Answer.register
        var rows: [(Identifier, Answer)] = []
        var query = ListQuery(limit: 500)
        repeat {
            let page = try reader.page(register.definition, query)
            rows += try page.rows.map { ($0.id, try register.record($0.values)) }
            query.after = page.next
        } while query.after != nil
        let people = Set(rows.compactMap { $0.1.answeredBy?.id.text })
        let names = try reader.labels(Person.register.definition, ids: people)
        let proofs = try evidence(reader, Set(rows.compactMap { $0.1.evidence?.id.text }))
        return rows.sorted { $0.0 < $1.0 }.map { id, answer in
            AnswerFact(
                id: id.text, requirement: RequirementID(rawValue: answer.requirement),
                outcome: AnswerFact.Outcome(rawValue: answer.outcome.rawValue) ?? .notDone,
                doneOn: answer.doneOn,
                validUntil: answer.validUntil, answeredBy: answer.answeredBy.flatMap { names[$0.id.text] },
                unit: answer.unit?.id.text, reason: answer.reason,
                evidence: answer.evidence.flatMap { proofs[$0.id.text] })
        }
    }

    private static func evidence(_ reader: RecordReader, _ ids: Set<String>) throws -> [String: EvidenceFact]
    {
        let register = Evidence.register
        let facts = try reader.rows(register.definition, ids: ids).map { row in
            let record = try register.record(row.values)
            return EvidenceFact(id: row.id.text, title: record.title, hash: record.fileHash)
        }
        return Dictionary(uniqueKeysWithValues: facts.map { ($0.id, $0) })
    }

    /// The units that each have to answer where nobody answers for the whole: those that keep assets.
    private static func answeringUnits(_ connection: any Connection, _ knownSize: Int?) throws -> Set<String>
    {
        let register = OrganizationUnit.register.definition
        let query = ListQuery(filters: ["keeps_assets": .integer(1)], limit: 500)
        let page = try RecordReader(connection, viewer: .console, knownSize: knownSize).page(register, query)
        return Set(page.rows.map(\.id.text))
    }

    /// The revision in use on a day and its bindings.
    func readPolicy(
        _ versions: [String: Int], _ day: Day, _ knownSize: Int?
    ) throws -> ReadPolicy {
        let changes =
            knownSize.map { [-2 - $0] } ?? ["policy-revisions", "clause-bindings"].map { versions[$0] ?? -1 }
        let key = changes + [day.daysSince1970]
        if let known = policies.withLock({ $0[key] }) { return known }
        let revision = try currentRevision(on: day, knownSize: knownSize)
        let bindings = try revision.map { try self.bindings(of: $0.id, knownSize: knownSize) } ?? []
        let policy = ReadPolicy(revision: revision, bindings: bindings)
        policies.withLock { kept in
            if kept.count > 8 { kept.removeAll() }
            kept[key] = policy
        }
        return policy
    }
}

/// What people answered, and which units each have to.
struct ReadAnswers: Sendable {
    let answers: [AnswerFact]
    let units: Set<String>
}

/// The revision in use, read once until it or its bindings change.
struct ReadPolicy: Sendable {
    let revision: Office.StoredRevision?
    let document: PolicyDocument?
    let bindings: [Office.StoredBinding]
    let byClause: [ClausePath: [RequirementID]]
    let written: Set<RequirementID>

    init(revision: Office.StoredRevision?, bindings: [Office.StoredBinding]) {
        self.revision = revision
        document = revision.map { PolicyDocument.read($0.revision.text) }
        self.bindings = bindings
        let used = bindings.filter(\.isInUse)
        byClause = Dictionary(grouping: used) { ClausePath($0.binding.clause) }
            .mapValues { $0.map { RequirementID(rawValue: $0.binding.requirement) } }
        written = Set(used.map { RequirementID(rawValue: $0.binding.requirement) })
    }
}

/// A value that several threads change in turn.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func withLock<Result>(_ body: (inout sending Value) throws -> sending Result) rethrows -> sending Result {
        try value.withLock(body)
    }
}
