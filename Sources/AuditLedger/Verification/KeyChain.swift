/// The keys that have signed the ledger, each introduced by the one before it.
struct KeyChain {
    private(set) var accepted: [(key: NoteVerifierKey, fromSeq: Int)] = []
    private(set) var unfounded: [Int] = []
    // Stored keys that no entry has introduced yet, by the entry that should.
    private var announced: [Int: String]
    private let trusted: [NoteVerifierKey]

    /// Keys before `start` count as introduced: an earlier verification has seen their entries.
    ///
    /// The first key rests on nothing inside; `trusted`, when given, is what people hold of it outside.
    init(stored: [StoredKey], trusted: [NoteVerifierKey], start: Int) {
        announced = [:]
        self.trusted = trusted
        for stored in stored.sorted(by: { $0.fromSeq < $1.fromSeq }) {
            guard accepted.isEmpty || stored.fromSeq < start else {
                announced[stored.fromSeq] = stored.vkey
                continue
            }
            guard let key = try? NoteVerifierKey(parsing: stored.vkey) else {
                unfounded.append(stored.fromSeq)
                continue
            }
            accepted.append((key, stored.fromSeq))
        }
        if let first = accepted.first, first.fromSeq != 0 { unfounded.append(first.fromSeq) }
    }

    /// Takes a rotation entry's body.
    mutating func rotate(body: [UInt8], seq: Int) {
        let rotation = accepted.last.flatMap { try? KeyRotation(parsing: body, by: $0.key, seq: seq) }
        guard let rotation else {
            unfounded.append(seq)
            announced[seq] = nil
            return
        }
        if announced.removeValue(forKey: seq) != rotation.new.text { unfounded.append(seq) }
        accepted.append((rotation.new, seq))
    }

    /// Stored keys that no entry introduced, and a chain without any key that people hold outside.
    mutating func finish() {
        let isKnown = trusted.isEmpty || accepted.contains { trusted.contains($0.key) }
        if let first = accepted.first, !isKnown { unfounded.append(first.fromSeq) }
        unfounded += announced.keys.sorted()
        announced = [:]
    }

    /// Who may sign at a size: the key in force, and at the handover itself also the one that handed over.
    func signers(at size: Int) -> [NoteVerifierKey] {
        guard let place = accepted.lastIndex(where: { $0.fromSeq < size }) else {
            return accepted.prefix(1).map(\.key)
        }
        let isHandover = place > 0 && accepted[place].fromSeq + 1 == size
        return accepted[(isHandover ? place - 1 : place)...place].map(\.key)
    }
}
