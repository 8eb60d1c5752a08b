import Database
import Foundation
import Primitives
import Registers
import Storage

/// `backup`, `restore`.
enum BackupCommands {
    static let all = [backup, restore]

    private static let file = Words("ファイル", "FILE")

    private static let backup = Command(
        "backup", Words("データと証拠を1つのファイルに保存します。使用中でもかまいません。", "Back everything up into one file."),
        arguments: [file], options: Command.Option.organization
    ) { invocation in
        let office = try Wiring.office(invocation)
        try office.store.writeCheckpoint()
        let summary = try Backup.write(office.store, toFile: invocation.arguments[0])
        let now = office.store.surroundings.now()
        try office.store.database.write {
            try LastBackup.write($0, at: now, bytes: summary.bytes, person: nil)
        }
        try office.store.close()
        invocation.console.say(
            Words(
                "保存しました：\(invocation.arguments[0])（\(summary.bytes) バイト、証拠 \(summary.files) 件）。"
                    + "署名の鍵 keys/ledger.key は含みません。別に控えてください。",
                "Saved \(invocation.arguments[0]) (\(summary.bytes) bytes, \(summary.files) files). "
                    + "The signing key is not in it."
            ))
        return .done
    }

    private static let restore = Command(
        "restore", Words("バックアップを新しいフォルダーに戻し、検証します。", "Restore into a new folder and verify."),
        arguments: [file],
        options: Command.Option.organization + [
            .init(
                name: "key", value: Words("ファイル", "FILE"),
                about: Words("控えておいた署名の鍵（ledger.key）。", "The signing key that was kept apart."))
        ]
    ) { invocation in
        let folder = try invocation.required("data")
        let snapshot = try Backup.unpack(invocation.arguments[0], into: folder)
        let place = try invocation.place()
        if place.database != nil { try Wiring.moveIntoPostgreSQL(snapshot, place) }
        if let key = invocation.options["key"] {
            try DurableFile.makeFolder(folder + "/keys")
            try DurableFile.write(try DurableFile.read(key), toPath: folder + "/keys/ledger.key")
        }
        let office = try Wiring.office(invocation)
        let report = try office.verifyLedger(by: .console)
        let missing = try Backup.missingFiles(office.store)
        let console = invocation.console
        console.say(Words("戻しました：\(folder)。", "Restored into \(folder)."))
        console.say(report.sentence(console.language))
        for finding in report.findings { console.say("  \(finding.sentence)") }
        for line in missing { console.say("  証拠：\(line)") }
        if invocation.options["key"] == nil {
            console.say(
                Words(
                    "署名の鍵がありません。控えておいた ledger.key を \(folder)/keys/ に置くと、署名を続けられます。",
                    "The signing key is missing: put ledger.key into \(folder)/keys/ to go on signing."))
        }
        try office.store.close()
        return report.holds && missing.isEmpty ? .done : .no
    }
}
