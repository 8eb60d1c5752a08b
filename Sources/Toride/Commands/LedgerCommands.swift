import AuditLedger
import Foundation
import Office
import Primitives
import Storage

/// `ledger verify`, `ledger checkpoint`, `ledger prove`.
enum LedgerCommands {
    static let all = [verify, checkpoint, prove]

    private static let verify = Command(
        "ledger verify", Words("履歴の全体を計算し直し、書き換えがないか調べます。", "Recompute the whole ledger."),
        options: Command.Option.organization + [
            .json,
            .init(
                name: "checkpoint", value: Words("ファイル", "FILE"),
                about: Words("外に控えておいた署名。切り取りも見つけます。", "A checkpoint kept elsewhere; finds truncation too.")),
        ]
    ) { invocation in
        let office = try Wiring.office(invocation)
        let outside = try invocation.options["checkpoint"].map { path in
            (
                name: URL(fileURLWithPath: path).lastPathComponent,
                note: String(decoding: try DurableFile.read(path), as: UTF8.self)
            )
        }
        let console = invocation.console
        let report = try office.verifyLedger(outside: outside.map { [$0] } ?? [], by: .console) { done, all in
            console.progress("\(done) / \(all)")
        }
        console.endProgress()
        if invocation.has("json") {
            console.write(try JSON.bytes(VerificationAnswer(report)))
        } else {
            console.say(report.sentence(console.language))
            for finding in report.findings { console.say("  \(finding.sentence)") }
            if report.unreportedCount > 0 {
                console.say(Words("  ほか \(report.unreportedCount) 件", "  and \(report.unreportedCount) more"))
            }
        }
        try office.store.close()
        return report.holds ? .done : .no
    }

    private struct VerificationAnswer: Encodable {
        let version = 1
        let holds: Bool
        let entries: Int
        let signedUpTo: Int
        let vouchedUpTo: Int?
        let findings: [Finding]

        struct Finding: Encodable {
            let code: String
            let sentence: String
        }

        init(_ report: LedgerReport) {
            holds = report.holds
            entries = report.entryCount
            signedUpTo = report.confirmedSize
            vouchedUpTo = report.vouchedSize
            findings = report.findings.map { Finding(code: $0.code, sentence: $0.sentence) }
        }
    }

    private static let checkpoint = Command(
        "ledger checkpoint",
        Words("いまの履歴に署名し、控えを出します。外に保管してください。", "Sign the ledger; keep the note elsewhere."),
        options: Command.Option.organization
    ) { invocation in
        let office = try Wiring.office(invocation)
        invocation.console.write(Array(try office.writeCheckpoint(by: .console).utf8))
        try office.store.close()
        return .done
    }

    private static let prove = Command(
        "ledger prove", Words("1件の記録が履歴にあることの証明を JSON で出します。", "Prove that an entry is in the ledger."),
        arguments: [Words("番号", "ENTRY")], options: Command.Option.organization
    ) { invocation in
        guard let seq = Int(invocation.arguments[0]), seq >= 0 else {
            throw WrongUse.surplusArgument(invocation.arguments[0])
        }
        let office = try Wiring.office(invocation)
        let (header, leaf, proof) = try office.inclusionProof(of: seq)
        let answer = InclusionAnswer(
            entry: seq, header: String(decoding: header.bytes, as: UTF8.self), leaf: leaf.base64,
            treeSize: proof.treeSize, path: proof.path.map(\.base64), checkpoint: try office.lastCheckpoint())
        invocation.console.write(try JSON.bytes(answer))
        try office.store.close()
        return .done
    }

    private struct InclusionAnswer: Encodable {
        let version = 1
        let entry: Int
        let header: String
        let leaf: String
        let treeSize: Int
        let path: [String]
        let checkpoint: String?
    }
}
