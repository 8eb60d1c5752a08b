import Testing

@testable import AuditLedger

/// The keys and signatures that golang.org/x/mod/sumdb/note publishes with its tests.
private enum Published {
    static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let peterSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let peterLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvq"
        + "fqdngotpRZb6KE6RyyBwJnAM=\n"
    static let enochLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTG"
        + "wnWLox33WWd1RvMc+QQ=\n"
}

@Suite struct SignedNoteTests {
    @Test func `the published note is signed and verified to the byte`() throws {
        let key = try NoteSigningKey(parsing: Published.peterSecret)
        #expect(key.verifierKey.text == Published.peter)
        #expect(key.verifierKey.keyIDText == "c74f20a3")
        #expect(key.revealedText == Published.peterSecret)
        #expect(!"\(key)".contains("AYEK"))
        let note = try SignedNote(text: Published.text, signedBy: key)
        #expect(note.encoded == Published.text + "\n" + Published.peterLine)
        #expect(try SignedNote(parsing: note.encoded) == note)
    }

    @Test func `signatures of unknown keys count for nothing`() throws {
        let peter = try NoteVerifierKey(parsing: Published.peter)
        let enoch = try NoteVerifierKey(parsing: Published.enoch)
        let note = try SignedNote(parsing: Published.text + "\n" + Published.peterLine + Published.enochLine)
        #expect(try note.opened(by: [peter]).signers == [peter])
        #expect(try note.opened(by: [enoch, peter]).signers == [peter, enoch])
        #expect(throws: AuditLedgerError.signatureMissing(trusted: [])) { try note.opened(by: []) }
    }

    @Test func `a trusted key's wrong signature refuses the whole note`() throws {
        let peter = try NoteVerifierKey(parsing: Published.peter)
        let enoch = try NoteVerifierKey(parsing: Published.enoch)
        let line = Published.peterLine.prefix(60) + "ABCD" + Published.peterLine.dropFirst(60)
        let note = try SignedNote(parsing: Published.text + "\n" + Published.enochLine + line)
        #expect(throws: AuditLedgerError.signatureWrong(key: "PeterNeumann+c74f20a3")) {
            try note.opened(by: [enoch, peter])
        }
        let changed = try SignedNote(parsing: "x" + Published.text + "\n" + Published.peterLine)
        #expect(throws: AuditLedgerError.self) { try changed.opened(by: [peter]) }
    }

    static let malformed: [(String, String)] = [
        ("no signature", Published.text),
        ("a blank line and no signature", Published.text + "\n"),
        ("no last newline", Published.text + "\n" + Published.peterLine.dropLast()),
        ("a control character", "\u{01}" + Published.text + "\n" + Published.peterLine),
        ("a carriage return", "a\r\n\n" + Published.peterLine),
        ("a name with a space", Published.text + "\n— Bad Name x08go/ZJkg==\n"),
        ("a name with a no-break space", Published.text + "\n— Bad\u{A0}Name x08go/ZJkg==\n"),
        ("a name with plus", Published.text + "\n— a+b x08go/ZJkg==\n"),
        ("a hyphen for the dash", Published.text + "\n- PeterNeumann x08go/ZJkg==\n"),
        ("base64 without padding", Published.text + "\n— PeterNeumann x08go/ZJkg\n"),
        ("a signature of the key ID alone", Published.text + "\n— PeterNeumann x08gow==\n"),
        (
            "something behind the signatures",
            Published.text + "\n" + Published.peterLine + "Unexpected line.\n"
        ),
        ("too many", Published.text + "\n" + String(repeating: Published.peterLine, count: 101)),
        ("nothing", ""), ("only newlines", "\n\n\n"), ("no text", "\n" + Published.peterLine),
    ]

    @Test(arguments: malformed)
    func `a text that is no note is refused`(what: String, note: String) {
        #expect(throws: AuditLedgerError.self, "\(what)") { try SignedNote(parsing: note) }
    }

    @Test func `no part and no change of a key text is a key`() throws {
        for (text, parse) in [
            (Published.peter, { (text: String) throws in _ = try NoteVerifierKey(parsing: text) }),
            (Published.peterSecret, { (text: String) throws in _ = try NoteSigningKey(parsing: text) }),
        ] {
            let bytes = Array(text.utf8)
            for start in bytes.indices {
                for end in start...bytes.count where end - start < bytes.count {
                    let part = String(decoding: bytes[start..<end], as: UTF8.self)
                    #expect(throws: AuditLedgerError.self, "\(part)") { try parse(part) }
                }
                var changed = bytes
                changed[start] += 1
                let mangled = String(decoding: changed, as: UTF8.self)
                #expect(throws: AuditLedgerError.self, "\(mangled)") { try parse(mangled) }
            }
        }
        for text in [
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ] {
            #expect(throws: AuditLedgerError.self) { try NoteVerifierKey(parsing: text) }
        }
    }

    @Test func `the examples of the C2SP specifications are read`() throws {
        let poem = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0\
            xMcXxj99ihAQwaqP3ZekRwNtIc=

            """
        let note = try SignedNote(parsing: poem)
        #expect(note.signatures.map(\.keyName) == ["quasimodo.example/salvatore"])
        #expect(note.signatures.map(\.bytes.count) == [64])
        #expect(note.text.hasSuffix("ed è subito sera.\n"))
        #expect(note.encoded == poem)

        let sofa = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gG\
            zGku9nTo+zyWE+xeMcTOAYQ8=

            """
        let checkpoint = try LedgerCheckpoint(parsing: SignedNote(parsing: sofa).text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
        #expect(checkpoint.text == (try SignedNote(parsing: sofa).text))
    }

    static let root = Digest32.ofNothing.base64

    @Test(arguments: [
        "", "origin\n", "origin\n1\n", "\n1\n\(root)\n", "origin\n01\n\(root)\n", "origin\n-1\n\(root)\n",
        "origin\n+1\n\(root)\n", "origin\n1\n\(root.dropLast())\n", "origin\n1\nAAAA\n",
        "origin\n1\n\(root)\n\n",
        "origin\n1\n\(root)", "origin\n1 \n\(root)\n", "origin\n99999999999999999999\n\(root)\n",
    ])
    func `a text that is no checkpoint is refused`(text: String) {
        #expect(throws: AuditLedgerError.self) { try LedgerCheckpoint(parsing: text) }
    }

    @Test func `a checkpoint with extension lines is signed and read back`() throws {
        let key = try NoteSigningKey(name: "toride/0192f0c1", seed: Array(1...32))
        let checkpoint = try LedgerCheckpoint(
            origin: "toride/0192f0c1", size: 0, root: .ofNothing, extensions: ["a b"])
        let opened = try checkpoint.signed(by: key).opened(by: [key.verifierKey])
        #expect(try LedgerCheckpoint(parsing: opened.text) == checkpoint)
        let other = try NoteSigningKey(name: "toride/other", seed: Array(1...32))
        #expect(throws: AuditLedgerError.keyRefused(reason: "the key is of another ledger")) {
            try checkpoint.signed(by: other)
        }
    }

    @Test func `a key change holds only with both signatures at its own entry`() throws {
        let old = try NoteSigningKey(name: "toride/a", seed: Array(1...32))
        let new = try NoteSigningKey(name: "toride/a", seed: Array(2...33))
        let thief = try NoteSigningKey(name: "toride/a", seed: Array(3...34))
        let body = try KeyRotation(from: old, to: new, seq: 7).bytes
        #expect(try KeyRotation(parsing: body, by: old.verifierKey, seq: 7).new == new.verifierKey)
        #expect(throws: AuditLedgerError.self) { try KeyRotation(parsing: body, by: old.verifierKey, seq: 8) }
        #expect(throws: AuditLedgerError.self) {
            try KeyRotation(parsing: body, by: thief.verifierKey, seq: 7)
        }
        #expect(throws: AuditLedgerError.self) { try KeyRotation(from: old, to: old, seq: 7) }
        let forged = try KeyRotation(from: thief, to: new, seq: 7).bytes
        #expect(throws: AuditLedgerError.self) {
            try KeyRotation(parsing: forged, by: old.verifierKey, seq: 7)
        }
        for place in body.indices {
            var changed = body
            changed[place] ^= 1
            #expect(throws: AuditLedgerError.self, "byte \(place)") {
                try KeyRotation(parsing: changed, by: old.verifierKey, seq: 7)
            }
        }
    }
}
