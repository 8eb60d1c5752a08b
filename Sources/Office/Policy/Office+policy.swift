import AuditLedger
import Database
import Duties
import PolicyText
import Primitives
import Registers
import Storage

/// What is known of an adoption; what is nil is recorded as unknown and listed.
public struct AdoptionFacts: Sendable {
    /// 決裁日.
    public var decidedOn: Day?
    /// 施行日.
    public var inForceOn: Day?
    /// The organs that adopted it; several may adopt one policy together.
    public var organs: [PolicyAdoption.Organ]
    /// 公表日.
    public var publishedOn: Day?
    /// Where it was published.
    public var publishedAt: String?

    /// Facts of an adoption.
    public init(
        decidedOn: Day? = nil, inForceOn: Day? = nil, organs: [PolicyAdoption.Organ] = [],
        publishedOn: Day? = nil,
        publishedAt: String? = nil
    ) {
        self.decidedOn = decidedOn
        self.inForceOn = inForceOn
        self.organs = organs
        self.publishedOn = publishedOn
        self.publishedAt = publishedAt
    }

    /// What is not known, in Japanese; empty where everything is.
    public var unknown: [String] {
        [
            decidedOn == nil ? "決裁日" : nil, inForceOn == nil ? "施行日" : nil, organs.isEmpty ? "定めた機関" : nil,
            publishedOn == nil ? "公表日" : nil,
        ].compactMap(\.self)
    }
}

/// What an adoption did.
public struct AdoptionResult: Sendable {
    /// The new revision.
    public let revision: Identifier
    /// Clauses in the tree.
    public let clauseCount: Int
    /// Requirements bound, and those only proposed.
    public let boundCount: Int
    /// Candidates that a person has to look at.
    public let proposedCount: Int
    /// Bindings that a person had made in the revision before and that still fit.
    public let keptCount: Int
    /// What of the adoption is not known, in Japanese.
    public let unknown: [String]
}

extension Office {
    /// Adopts a text as the organization's policy: the revision, its adoption and its bindings, in one act.
    ///
    /// What a person confirmed or removed in the revision before is carried over to the clause that has the
    /// same words now, whatever its number. The text of the newest revision makes no
    /// second one; see `adoptAgain`.
    ///
    /// - Throws: `Problem` `policy.no-clauses`; `Problems` where the days cannot be right.
    public func adopt(
        text: String, fileName: String?, fileBytes: [UInt8], facts: AdoptionFacts, by viewer: Viewer
    ) throws -> AdoptionResult {
        try Refusal.unless(viewer, .office)
        let document = PolicyDocument.read(text)
        guard !document.allClauses.isEmpty else {
            throw Problem(
                "policy.no-clauses", "条項（「1 適用範囲」「第1条」など）が1つも見つかりません。基本方針の本文のファイルか確かめてください。")
        }
        let previous = try currentRevision()
        if let previous, previous.revision.text == text {
            return try adoptAgain(previous, facts: facts, by: viewer)
        }
        _ = try Self.adoptions(facts, of: store.surroundings.newIdentifier())
        let matches = Matcher(catalogue).bindings(for: document)
        let hash = try store.files.store(fileBytes)
        let title = document.title.isEmpty ? (fileName ?? "情報セキュリティ基本方針") : document.title
        let revision = PolicyRevision(
            title: title, text: text, fileName: fileName, fileHash: hash.hex, decidedOn: facts.decidedOn,
            inForceOn: facts.inForceOn, note: nil)
        let earlier = try previous.map { try bindings(of: $0.id).map(\.binding) } ?? []
        let carried = CarriedBindings(
            earlier, from: PolicyDocument.read(previous?.revision.text ?? ""), to: document)
        let keptKeys = Set(carried.kept.map { $0.binding.requirement + "\n" + $0.clause })
        let fresh = matches.bindings.filter {
            !keptKeys.contains($0.requirement.rawValue + "\n" + $0.clause.text)
        }
        let identifier = try act(viewer) { writer in
            let texts = PolicyRevision.register
            let row = try writer.create(
                texts.definition, try Self.sealed(texts.definition, texts.values(revision)))
            for adoption in try Self.adoptions(facts, of: row.id) {
                try writer.create(
                    PolicyAdoption.register.definition, PolicyAdoption.register.values(adoption))
            }
            let found = fresh.map { match in
                ClauseBinding(
                    requirement: match.requirement.rawValue, revision: Link(row.id),
                    clause: match.clause.text,
                    state: match.strength == .bound ? .bound : .proposed, score: match.score,
                    explanation: match.explanation)
            }
            for binding in carried.records(revision: Link(row.id), found: found) + found {
                try writer.create(ClauseBinding.register.definition, ClauseBinding.register.values(binding))
            }
            return row.id
        }
        let bound = fresh.filter { $0.strength == .bound }.count
        return AdoptionResult(
            revision: identifier, clauseCount: document.allClauses.count, boundCount: bound,
            proposedCount: fresh.count - bound, keptCount: carried.kept.count, unknown: facts.unknown)
    }

    /// A revision as it is stored.
    public struct StoredRevision: Sendable {
        /// The record.
        public let id: Identifier
        /// The version that was read.
        public let fromSeq: Int
        /// What it says.
        public let revision: PolicyRevision
    }

    /// The revision that the organization ran on a day: the newest that was in force by then.
    ///
    /// One whose day is not known counts as in force since it was recorded. Where all begin later, the newest
    /// stands for them, so that a policy adopted for next month can be worked with today.
    /// - Parameter day: nil asks for the newest of all.
    public func currentRevision(on day: Day? = nil, knownSize: Int? = nil) throws -> StoredRevision? {
        let all = try revisions(knownSize: knownSize)
        guard let day else { return all.first }
        let inForce = all.first { stored in
            (stored.revision.inForceOn ?? stored.revision.decidedOn).map { $0 <= day } ?? true
        }
        return inForce ?? all.first
    }

    /// All revisions, newest first.
    public func revisions(knownSize: Int? = nil) throws -> [StoredRevision] {
        let register = PolicyRevision.register
        return try store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console, knownSize: knownSize)
            let rows = try reader.page(register.definition, ListQuery(limit: 500)).rows
            return try rows.sorted { $0.id > $1.id }.map {
                StoredRevision(id: $0.id, fromSeq: $0.fromSeq, revision: try register.record($0.values))
            }
        }
    }

    /// A binding as it is stored.
    public struct StoredBinding: Sendable {
        /// The record.
        public let id: Identifier
        /// The version that was read.
        public let fromSeq: Int
        /// What it says.
        public let binding: ClauseBinding
    }

    /// The bindings of a revision, in the order of the catalogue.
    public func bindings(of revision: Identifier, knownSize: Int? = nil) throws -> [StoredBinding] {
        let register = ClauseBinding.register
        let order = Dictionary(
            uniqueKeysWithValues: catalogue.requirements.enumerated().map {
                ($0.element.id.rawValue, $0.offset)
            })
        let found = try store.database.read { connection in
            let reader = RecordReader(connection, viewer: .console, knownSize: knownSize)
            var query = ListQuery(filters: ["revision": .text(revision.text)], limit: 500)
            var all: [StoredBinding] = []
            repeat {
                let page = try reader.page(register.definition, query)
                all += try page.rows.map {
                    StoredBinding(id: $0.id, fromSeq: $0.fromSeq, binding: try register.record($0.values))
                }
                query.after = page.next
            } while query.after != nil
            return all
        }
        return found.sorted { left, right in
            let places = (order[left.binding.requirement] ?? 0, order[right.binding.requirement] ?? 0)
            return places.0 == places.1 ? left.id < right.id : places.0 < places.1
        }
    }

    /// Confirms, moves or removes a binding, or binds a requirement by hand.
    ///
    /// - Parameter clause: the clause to which it moves; nil leaves it where it is.
    public func setBinding(
        _ id: Identifier, state: ClauseBinding.State, clause: String?, expected: Int?, by viewer: Viewer
    ) throws {
        try Refusal.unless(viewer, .office)
        let register = ClauseBinding.register
        let row = try store.database.read {
            try RecordReader($0, viewer: viewer).row(register.definition, id: id)
        }
        guard let row else { throw Refusal.notFound }
        let old = try register.record(row.values)
        if let clause { try requireClause(clause, in: old.revision.id) }
        let explanation =
            clause == nil || clause == old.clause ? old.explanation : "人が「\(old.clause)」から移した。"
        let changed = ClauseBinding(
            requirement: old.requirement, revision: old.revision, clause: clause ?? old.clause, state: state,
            score: old.score, explanation: explanation)
        try change(register.definition, id: id, register.values(changed), expected: expected, by: viewer)
    }

    /// Binds a requirement to a clause of a revision by hand.
    public func bind(
        requirement: String, clause: String, revision: Identifier, by viewer: Viewer
    ) throws {
        try Refusal.unless(viewer, .office)
        guard catalogue.requirements.contains(where: { $0.id.rawValue == requirement }) else {
            throw Refusal.notFound
        }
        try requireClause(clause, in: revision)
        let binding = ClauseBinding(
            requirement: requirement, revision: Link(revision), clause: clause, state: .confirmed, score: 100,
            explanation: "人が結び付けた。")
        try create(ClauseBinding.register.definition, ClauseBinding.register.values(binding), by: viewer)
    }

    /// Writes down the days of a revision that were not known when it was adopted, or were wrong.
    ///
    /// A day that is nil stays as it is.
    public func setDates(of revision: Identifier, decidedOn: Day?, inForceOn: Day?, by viewer: Viewer) throws
    {
        try Refusal.unless(viewer, .office)
        guard let stored = try revisions().first(where: { $0.id == revision }) else { throw Refusal.notFound }
        let register = PolicyRevision.register
        var values = register.values(stored.revision)
        for (column, day) in [("decided_on", decidedOn), ("in_force_on", inForceOn)] {
            guard let day, let place = register.definition.index(of: column) else { continue }
            values[place] = day.stored
        }
        try change(register.definition, id: revision, values, expected: stored.fromSeq, by: viewer)
    }

    private func requireClause(_ clause: String, in revision: Identifier) throws {
        let text = try revisions().first { $0.id == revision }?.revision.text ?? ""
        guard PolicyDocument.read(text).allClauses.contains(where: { $0.path.text == clause }) else {
            throw Problems([
                Problem("binding.no-clause", "その条項はこの版にありません。一覧から選んでください。", field: "clause")
            ])
        }
    }
}

extension PolicyAdoption.Organ {
    /// The organs named in a text such as 「管理者、議会」, in its order, each once; a name of no known organ is その他.
    public static func organs(named text: String) -> [PolicyAdoption.Organ] {
        let names = FieldChecks.cleaned(text, keepsLines: false).split { "、，,・ 　".contains($0) }
        var organs: [PolicyAdoption.Organ] = []
        for name in names {
            let organ = allCases.first { $0 != .other && name.contains($0.title) } ?? .other
            if !organs.contains(organ) { organs.append(organ) }
        }
        return organs
    }
}
