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
        let (versions, answers, units) = try store.database.read { connection in
            (
                try knownSize == nil ? RegisterVersions(connection).changed : [:],
                try Self.answers(connection, knownSize), try Self.answeringUnits(connection, knownSize)
            )
        }
        let policy = try readPolicy(versions, day, knownSize)
        let facts = AskedFacts(on: day, answers: answers, written: policy.written, answeringUnits: units)
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
        var facts: [String: EvidenceFact] = [:]
        for text in ids.sorted() {
            guard let id = Identifier(text), let row = try reader.row(Evidence.register.definition, id: id)
            else {
                continue
            }
            let record = try Evidence.register.record(row.values)
            facts[text] = EvidenceFact(id: text, title: record.title, hash: record.fileHash)
        }
        return facts
    }

    /// The units that each have to answer where nobody answers for the whole: those that keep assets.
    private static func answeringUnits(_ connection: any Connection, _ knownSize: Int?) throws -> Set<String>
    {
        let register = OrganizationUnit.register.definition
        let query = ListQuery(filters: ["keeps_assets": .integer(1)], limit: 500)
        let page = try RecordReader(connection, viewer: .console, knownSize: knownSize).page(register, query)
        return Set(page.rows.map(\.id.text))
    }

    private func readPolicy(
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
