import AuditLedger
import Exchange
import Primitives

/// What the command line refuses, in English.
///
/// The Japanese sentence comes with the problem itself; here it is said again for those codes that a command
/// can meet.
enum EnglishSentences {
    /// By code; a code without a sentence of its own is shown with its Japanese one.
    static let byCode: [String: String] = [
        "adoption.dates": "The policy would be published before it was decided. Correct one of the days.",
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
        "disposal.changed": "The list is not the one that was looked at, or a record may no longer leave.",
        "disposal.nothing": "Nothing is past its retention.",
        "disposal.open": "Another list is not finished. Carry it out or withdraw it first.",
        "disposal.person": "No single person has this staff number.",
        "disposal.role": "Only the chief security manager or the CISO of today may approve.",
        "disposal.same-person": "Whoever proposed a list may not approve it.",
        "disposal.state": "The list has been carried out or withdrawn.",
        "disposal.unapproved": "The list is not approved.",
        "file.remove": "An evidence file cannot be removed. Check the rights.",
        "file.changed": "An evidence file is not the one that was recorded.",
        "file.folder": "The folder cannot be made. Check place and rights.",
        "file.missing": "The file is missing.",
        "file.read": "The file cannot be read. Check place and rights.",
        "file.too-large": "The file is too large.",
        "file.write": "The file cannot be written. Check place, rights and free space.",
        "import.conflict": "Somebody changed the same field meanwhile. Export again and correct it there.",
        "import.has-changed": "The register changed meanwhile. Look again before importing.",
        "import.kept-elsewhere": "This register is kept on a page of its own; no sheet can change it.",
        "import.no-table": "The table is empty. Choose a file with a line of headings and rows.",
        "import.refused-rows": "Some rows have to be corrected; nothing was imported.",
        "ledger.dispose-damaged":
            "A record does not fit the ledger; nothing was destroyed. Run ledger verify.",
        "ledger.dispose-nothing": "There is nothing to destroy.",
        "ledger.gap": "Entries are missing from the ledger. Run toride ledger verify.",
        "ledger.head": "The head of the ledger does not fit its entries. Run toride ledger verify.",
        "ledger.key-missing":
            "The signing key keys/ledger.key is missing. Put it back from where it was kept.",
        "ledger.no-entry": "There is no entry of that number.",
        "move.differs": "What arrived is not what left. The source is as it was. Please report this.",
        "move.not-empty": "The place to move to is not empty. Give a new one.",
        "move.not-gone": "This organization has not moved; it can be used as it is.",
        "move.source-unsound": "The source has problems, so nothing was moved. Run toride doctor first.",
        "move.undo-unconfirmed":
            "What was written at the new place is not here. Add --give-up-target if it is never used again.",
        "organization.arriving": "The move to this place is not finished. Run the same toride move again.",
        "organization.moved":
            "This organization has moved. Open it there, or take it back here with toride move undo.",
        "organization.declaration": "The file organization.json of an organization cannot be used.",
        "organization.folder": "The folder of organizations cannot be read. Check place and rights.",
        "organization.place-taken": "Another organization is served at this address. Give another name.",
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
        "storage.unknown":
            "The connection was lost at the end. Nobody knows whether it was saved: look before you repeat.",
        "storage.unreachable": "The database cannot be reached; nothing was saved.",
        "storage.too-busy": "Too much is waiting to be written. Try again in a moment.",
    ]

    /// A problem in the language of the command line.
    static func sentence(_ problem: Problem, _ language: Language) -> String {
        language == .english ? byCode[problem.code] ?? problem.sentence : problem.sentence
    }
}

extension TextExtractionError {
    /// What happened, in the language of the command line.
    func sentence(_ language: Language) -> String {
        guard language == .english else { return message }
        switch self {
        case .noSuchFile(let name): return "There is no file \"\(name)\"."
        case .notReadable(let name): return "\"\(name)\" cannot be opened. Check its rights."
        case .isDirectory(let name): return "\"\(name)\" is a folder. Name one file in it."
        case .empty(let name): return "\"\(name)\" holds no text."
        case .binary(let name), .unsupportedFormat(let name, _):
            return "\"\(name)\" is no document that can be read. Save it as .docx, .pdf, .html, .md or .txt."
        case .tooManyBytes(let name, let limit): return "\"\(name)\" is too large (at most \(limit) bytes)."
        case .tooManyPages(let name, let pages, let limit):
            return "\"\(name)\" has \(pages) pages (at most \(limit))."
        case .unknownEncoding(let name, _, let line), .wrongEncoding(let name, _, _, let line):
            return "The encoding of \"\(name)\" is unclear at line \(line). Save it as UTF-8."
        case .passwordProtectedPDF(let name), .encryptedDOCX(let name): return "\"\(name)\" has a password."
        case .copyForbiddenPDF(let name): return "\"\(name)\" forbids copying its text."
        case .brokenPDF(let name, _), .brokenDOCX(let name, _): return "\"\(name)\" is broken."
        case .noTextInPDF(let name, _): return "\"\(name)\" holds pictures of pages, no text."
        case .unpacksTooLarge(let name, _), .entityDeclarationRefused(let name, _):
            return "\"\(name)\" is refused: it is not as a document should be."
        case .readerMissing(_, let program): return "\(program) is not installed. Install poppler-utils."
        case .readerFailed(let name, _, _), .timedOut(let name, _): return "Reading \"\(name)\" failed."
        }
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
