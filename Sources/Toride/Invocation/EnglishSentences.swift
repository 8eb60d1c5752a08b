import AuditLedger
import Primitives

/// What the command line refuses, in English.
///
/// The Japanese sentence comes with the problem itself; here it is said again for those codes that a command
/// can meet.
enum EnglishSentences {
    /// By code; a code without a sentence of its own is shown with its Japanese one.
    static let byCode: [String: String] = [
        "access.not-found": "There is no such record, or it has ended.",
        "access.refused": "This is not permitted.",
        "backup.damaged": "The backup file is damaged. Take another copy.",
        "backup.exists": "The file exists already. Give another name.",
        "backup.not-empty": "The folder to restore into is not empty. Give a new one.",
        "backup.read": "The backup file cannot be read. Check place and rights.",
        "backup.too-large": "The backup is larger than this program reads.",
        "backup.version": "The backup was made by a newer release. Install that release first.",
        "backup.write": "The backup file cannot be written. Check place, rights and free space.",
        "content.missing":
            "The shipped folder Content is missing. Unpack the release again, or set TORIDE_CONTENT.",
        "copy.not-empty": "The database to restore into is not empty.",
        "file.changed": "An evidence file is not the one that was recorded.",
        "file.folder": "The folder cannot be made. Check place and rights.",
        "file.missing": "The file is missing.",
        "file.read": "The file cannot be read. Check place and rights.",
        "file.too-large": "The file is too large.",
        "file.write": "The file cannot be written. Check place, rights and free space.",
        "ledger.gap": "Entries are missing from the ledger. Run toride ledger verify.",
        "ledger.head": "The head of the ledger does not fit its entries. Run toride ledger verify.",
        "ledger.key-missing":
            "The signing key keys/ledger.key is missing. Put it back from where it was kept.",
        "ledger.no-entry": "There is no entry of that number.",
        "organization.missing":
            "There is no organization in this folder. Make one with toride init, or check the place.",
        "policy.no-clauses": "No clause was found in the text. Is it a policy?",
        "register.unknown": "There is no register of that name. See toride register list.",
        "schema.changed-field": "The database does not fit this release.",
        "schema.newer": "The data was written by a newer release. Install that release.",
        "serve.not-encrypted":
            "Passwords would cross the network unencrypted. Put a TLS proxy in front, or add --plain-http.",
        "serve.port-in-use": "Another program uses the port. Choose another with --port.",
        "setup.done": "This folder holds an organization already. Give an empty one.",
        "storage.lost": "The connection to the database was lost; nothing was saved.",
        "storage.too-busy": "Too much is waiting to be written. Try again in a moment.",
    ]

    /// A problem in the language of the command line.
    static func sentence(_ problem: Problem, _ language: Language) -> String {
        language == .english ? byCode[problem.code] ?? problem.sentence : problem.sentence
    }
}

extension LedgerReport {
    /// The result in the language of the command line.
    func sentence(_ language: Language) -> String {
        guard language == .english else { return sentence }
        let result =
            holds
            ? "\(entryCount) entries verified, nothing was changed."
            : "\(entryCount) entries verified, \(findings.count + unreportedCount) problems found."
        guard let vouchedSize, let vouchedBy else {
            return result + " Not held against an outside checkpoint; give one to find a cut as well."
        }
        return result + " The outside checkpoint \"\(vouchedBy)\" vouches for the first \(vouchedSize)."
    }
}
