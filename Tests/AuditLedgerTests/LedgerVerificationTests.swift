import Testing

@testable import AuditLedger

@Suite struct LedgerVerificationTests {
    static let outside = StoredCheckpoint.Place.outside(name: "committee.txt")

    static func codes(_ report: LedgerReport) -> Set<String> { Set(report.findings.map(\.code)) }

    /// Every fifth byte, beginning elsewhere for each entry: over the ledger, each place of the forms is hit.
    static func sampled(_ bytes: [UInt8], _ seq: Int) -> StrideTo<Int> {
        stride(from: seq % 5, to: bytes.count, by: 5)
    }

    @Test(arguments: [1, 4, 100])
    func `an untouched ledger holds, and says up to where it is vouched for`(batch: Int) throws {
        let ledger = try SampleLedger.complete()
        let copy = StoredCheckpoint(note: ledger.checkpoints[3].note, place: Self.outside)
        let report = try ledger.report(outside: [copy], batch: batch)
        #expect(report.findings == [])
        #expect(report.entryCount == ledger.entries.count)
        #expect(report.disposedCount == 2)
        #expect(report.confirmedSize == ledger.checkpoints[4].size)
        #expect(report.vouchedSize == ledger.checkpoints[3].size)
        #expect(report.frontier == ledger.frontier)
        #expect(report.sentence.contains("committee.txt"))
    }

    @Test func `an empty ledger holds`() throws {
        #expect(try SampleLedger().report().holds)
    }

    @Test func `a flipped bit anywhere in a header is found at its entry`() throws {
        let ledger = try SampleLedger.complete()
        for seq in ledger.entries.indices where ledger.entries[seq].disposedBy == nil || seq == 1 {
            for place in Self.sampled(ledger.entries[seq].header, seq) {
                var attacked = ledger
                attacked.entries[seq].header[place] ^= 1 << (place % 7)
                let report = try attacked.report(signed: false)
                #expect(report.findings.contains(.contentChanged(seq: seq)), "entry \(seq), byte \(place)")
            }
        }
    }

    @Test
    func `a flipped bit anywhere in a body, a salt or a leaf is found at its entry and named for what it is`()
        throws
    {
        let ledger = try SampleLedger.complete()
        for seq in ledger.entries.indices {
            for place in Self.sampled(ledger.entries[seq].body ?? [], seq) {
                var attacked = ledger
                attacked.entries[seq].body?[place] ^= 1
                #expect(
                    try attacked.report(signed: false).findings.contains(.contentChanged(seq: seq)),
                    "entry \(seq), byte \(place)")
            }
            for place in Self.sampled(ledger.entries[seq].salt ?? [], seq) {
                var attacked = ledger
                attacked.entries[seq].salt?[place] ^= 1
                #expect(
                    try attacked.report(signed: false).findings.contains(.contentChanged(seq: seq)),
                    "salt \(seq), byte \(place)")
            }
            // The last leaf has nothing above it, signed or stored, that could tell the two apart.
            let isLast = seq == ledger.entries.count - 1
            for place in 0..<32 {
                var attacked = ledger
                attacked.entries[seq].leaf[place] ^= 1
                let report = try attacked.report(signed: false)
                if ledger.entries[seq].disposedBy != nil, ledger.entries[seq].salt == nil {
                    #expect(!report.holds, "leaf \(seq), byte \(place)")
                } else {
                    let expected: LedgerFinding = isLast ? .contentChanged(seq: seq) : .leafChanged(seq: seq)
                    #expect(report.findings == [expected], "leaf \(seq), byte \(place)")
                }
            }
        }
    }

    @Test func `every changed value of a version row is found at its entry`() throws {
        let ledger = try SampleLedger.complete()
        for row in ledger.rows.indices {
            let seq = ledger.rows[row].fromSeq
            for column in ledger.rows[row].values.indices {
                var attacked = ledger
                attacked.rows[row].values[column] = .text("x")
                #expect(
                    try attacked.report(signed: false).findings == [.contentChanged(seq: seq)],
                    "row \(seq), column \(column)")
            }
            for change: (inout SampleLedger.Row) -> Void in [
                { $0.salt[0] ^= 1 }, { $0.id = SampleLedger.origin }, { $0.shape += 1 },
                { $0.register = "sites" },
                { $0.toSeq = $0.toSeq.map { $0 + 1 } ?? 3 }, { $0.toSeq = $0.toSeq == nil ? 99 : nil },
            ] {
                var attacked = ledger
                change(&attacked.rows[row])
                let report = try attacked.report(signed: false)
                #expect(report.findings.contains { $0.entries?.contains(seq) == true }, "row \(seq)")
            }
            var deleted = ledger
            deleted.rows.remove(at: row)
            #expect(try deleted.report(signed: false).findings.contains(.contentMissing(seq: seq)))
        }
    }

    @Test func `a version row without an entry is found`() throws {
        var ledger = try SampleLedger.complete()
        ledger.rows.append(
            .init(
                register: "people", id: SampleLedger.origin, fromSeq: 999, toSeq: nil, shape: 1, salt: [],
                values: []))
        #expect(try ledger.report().findings == [.rowSurplus(register: "people", fromSeq: 999)])
    }

    @Test func `every deleted entry is named as missing`() throws {
        let ledger = try SampleLedger.complete()
        for seq in 0..<ledger.entries.count - 1 {
            var attacked = ledger
            attacked.entries.remove(at: seq)
            let report = try attacked.report()
            #expect(report.findings.contains(.gap(missing: seq..<seq + 1)), "entry \(seq)")
            #expect(
                Self.codes(report).isDisjoint(with: ["entry-replaced", "node-changed", "fork"]),
                "entry \(seq)")
        }
    }

    @Test func `entries that were moved together after a deletion are one finding`() throws {
        var ledger = try SampleLedger.complete()
        ledger.entries.remove(at: 9)
        ledger.rows.removeAll { $0.fromSeq == 9 }
        for place in ledger.entries.indices.dropFirst(9) { ledger.entries[place].seq -= 1 }
        for place in ledger.rows.indices where ledger.rows[place].fromSeq > 9 {
            ledger.rows[place].fromSeq -= 1
        }
        let report = try ledger.report()
        let end = ledger.entries.count
        #expect(report.findings.contains(.reordered(entries: 9..<end, written: 10)))
        #expect(report.findings.count { $0.code == "reordered" } == 1)
    }

    @Test func `swapped entries are both named`() throws {
        var ledger = try SampleLedger.complete()
        ledger.entries[17].seq = 19
        ledger.entries[19].seq = 17
        let report = try ledger.report()
        #expect(report.findings.contains(.reordered(entries: 17..<18, written: 19)))
        #expect(report.findings.contains(.reordered(entries: 19..<20, written: 17)))
    }

    @Test func `an entry inserted again at the end is a duplicate`() throws {
        var ledger = try SampleLedger.complete()
        var copy = ledger.entries[18]
        copy.seq = ledger.entries.count
        ledger.entries.append(copy)
        #expect(try ledger.report().findings.contains(.duplicate(seq: copy.seq, of: 18)))
    }

    @Test func `every flipped bit of a node is found at its place and blames no entry`() throws {
        let ledger = try SampleLedger.complete()
        for (address, hash) in ledger.nodes {
            for place in [address.index % 32, 31] {
                var attacked = ledger
                attacked.nodes[address] = MerkleProofTests.flipped(hash, at: place)
                #expect(try attacked.report().findings == [.nodeChanged(address)], "\(address)")
            }
            var without = ledger
            without.nodes[address] = nil
            #expect(try without.report().findings == [.nodeMissing(address)], "\(address)")
        }
        var more = ledger
        more.nodes[MerkleAddress(level: 7, index: 3)] = .ofNothing
        #expect(try more.report().findings == [.nodeSurplus(MerkleAddress(level: 7, index: 3))])
    }

    @Test func `an entry replaced with its leaf and all its nodes is found by the checkpoints`() throws {
        var forged = try SampleLedger.complete()
        let outside = StoredCheckpoint(note: forged.checkpoints[4].note, place: Self.outside)
        let body = Array(#"{"number":77}"#.utf8)
        let seq = 17
        let leaf = LedgerLeaf.hash(
            header: forged.entries[seq].header, salt: forged.entries[seq].salt ?? [], body: body)
        forged.entries[seq].body = body
        forged.entries[seq].leaf = leaf.bytes
        let report = try forged.report(outside: [outside])
        #expect(report.findings.contains { $0.code == "entry-replaced" && $0.entries?.contains(seq) == true })
        var frontier = MerkleFrontier()
        for entry in forged.entries {
            for node in frontier.append(try Digest32(hex: Hexadecimal.text(of: entry.leaf))) {
                forged.nodes[node.address] = node.hash
            }
        }
        let thorough = try forged.report(outside: [outside])
        #expect(Self.codes(thorough) == ["checkpoint-root", "fork"])
        #expect(thorough.findings.allSatisfy { $0.entries?.contains(seq) == true })
        #expect(thorough.vouchedSize == nil)
    }

    @Test func `a changed byte anywhere in a checkpoint is found`() throws {
        let ledger = try SampleLedger.complete()
        for number in ledger.checkpoints.indices {
            let note = Array(ledger.checkpoints[number].note.utf8)
            for place in Self.sampled(note, number) {
                var changed = note
                changed[place] ^= 1
                var attacked = ledger
                attacked.checkpoints = [ledger.checkpoints[number]]
                attacked.checkpoints[0].note = String(decoding: changed, as: UTF8.self)
                let report = try attacked.report()
                let found = Self.codes(report).intersection(["checkpoint-signature", "checkpoint-unreadable"])
                #expect(found.count == 1 && report.findings.count == 1, "checkpoint \(number), byte \(place)")
            }
        }
    }

    @Test func `a cut end is found against a checkpoint kept outside, and the entries are named`() throws {
        let whole = try SampleLedger.complete()
        let copy = StoredCheckpoint(note: whole.checkpoints[4].note, place: Self.outside)
        let size = whole.checkpoints[4].size
        for count in 0..<size {
            var cut = whole
            cut.entries.removeLast(cut.entries.count - count)
            cut.rows.removeAll { $0.fromSeq >= count }
            for row in cut.rows.indices where cut.rows[row].toSeq ?? 0 >= count { cut.rows[row].toSeq = nil }
            cut.nodes = cut.nodes.filter { $0.key.leaves.upperBound <= count }
            cut.checkpoints.removeAll { $0.size > count }
            cut.keys.removeAll { $0.fromSeq >= max(count, 1) }
            for seq in cut.entries.indices where cut.entries[seq].disposedBy ?? 0 >= count {
                cut.entries[seq].disposedBy = nil
            }
            let report = try cut.report(outside: [copy])
            // A cut before the key change leaves nobody inside who could confirm the outside signature.
            let named = report.findings.contains {
                if case .truncated(Self.outside, size, _, count) = $0 {
                    $0.entries == count..<size
                } else {
                    false
                }
            }
            let unknownKey = report.findings.contains(.checkpointSignature(Self.outside))
            #expect(count > 6 ? named : unknownKey, "cut to \(count)")
        }
    }

    @Test func `a forged history under a new key is found by a checkpoint or a key kept outside`() throws {
        let whole = try SampleLedger.complete()
        var forged = try SampleLedger()
        let thief = try NoteSigningKey(name: SampleLedger.origin, seed: Array(7...38))
        forged.keys = [StoredKey(vkey: thief.verifierKey.text, fromSeq: 0)]
        for number in 0..<25 { try forged.append("evidence.read", body: "{\"number\":\(number)}") }
        #expect(try forged.report().holds)
        let copy = StoredCheckpoint(note: whole.checkpoints[0].note, place: Self.outside)
        #expect(try forged.report(outside: [copy]).findings == [.checkpointSignature(Self.outside)])
        let held = try NoteVerifierKey(parsing: whole.keys[0].vkey)
        #expect(try forged.report(trusted: [held]).findings == [.keyUnfounded(fromSeq: 0)])
        #expect(try whole.report(trusted: [held]).holds)
    }

    @Test func `a key that no entry introduced is found`() throws {
        var ledger = try SampleLedger.complete()
        let thief = try NoteSigningKey(name: SampleLedger.origin, seed: Array(7...38))
        ledger.keys[1] = StoredKey(vkey: thief.verifierKey.text, fromSeq: ledger.keys[1].fromSeq)
        #expect(try ledger.report().findings == [.keyUnfounded(fromSeq: ledger.keys[1].fromSeq)])
        ledger.keys[1] = StoredKey(vkey: thief.verifierKey.text, fromSeq: 9)
        #expect(try Self.codes(ledger.report()) == ["key-unfounded"])
    }

    @Test func `content hidden as disposed under an entry that does not say so is found`() throws {
        let ledger = try SampleLedger.complete()
        for under in ledger.entries.indices {
            var attacked = ledger
            attacked.entries[5].disposedBy = under
            attacked.entries[5].salt = nil
            attacked.rows.removeAll { $0.fromSeq == 5 }
            #expect(
                try attacked.report().findings.contains(.disposalUnfounded(seq: 5, under: under)), "\(under)")
        }
    }

    @Test func `verification goes on from where the last one ended`() throws {
        let ledger = try SampleLedger.complete()
        for start in 0...ledger.entries.count {
            var frontier = MerkleFrontier()
            for entry in ledger.entries.prefix(start) {
                _ = frontier.append(try Digest32(hex: Hexadecimal.text(of: entry.leaf)))
            }
            var verification = LedgerVerification(
                origin: SampleLedger.origin, keys: ledger.keys, checkpoints: ledger.inside, after: frontier)
            for entry in ledger.entries.dropFirst(start) { verification.entry(try ledger.stored(entry)) }
            for (level, indices) in LedgerVerification.nodesCompleted(by: start..<ledger.entries.count) {
                for index in indices {
                    let address = MerkleAddress(level: level, index: index)
                    let hash = try #require(ledger.nodes[address])
                    verification.node(MerkleNode(address, hash: hash))
                }
            }
            let report = verification.report()
            #expect(report.findings == [] && report.frontier == ledger.frontier, "from \(start)")
        }
    }

    @Test func `every finding has a code of its own and a sentence that says what to do`() throws {
        let place = StoredCheckpoint.Place.inside(size: 4)
        let address = MerkleAddress(level: 1, index: 0)
        let all: [LedgerFinding] = [
            .headerUnreadable(seq: 1), .headerMismatch(seq: 1, field: "shape"), .contentChanged(seq: 1),
            .leafChanged(seq: 1), .contentMissing(seq: 1), .gap(missing: 1..<3),
            .reordered(entries: 1..<2, written: 4),
            .duplicate(seq: 4, of: 1), .entryReplaced(among: 0..<2), .nodeChanged(address),
            .nodeMissing(address),
            .nodeSurplus(address), .versionChain(seq: 1, named: 2),
            .rowSurplus(register: "people", fromSeq: 4),
            .disposalUnfounded(seq: 1, under: 2), .keyUnfounded(fromSeq: 3), .checkpointUnreadable(place),
            .checkpointSignature(place), .checkpointRoot(size: 4, since: 2),
            .truncated(place, size: 4, root: .ofNothing, count: 2),
            .fork(place, size: 4, root: .ofNothing, here: .ofNothing, since: 2),
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(all.allSatisfy { $0.sentence.hasSuffix("ください。") })
    }
}
