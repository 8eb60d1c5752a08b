/// What the ledger engine refuses, each case named for what is at fault.
///
/// The associated words are for operators: they never hold names, free text or secrets. People read
/// `message`.
public enum AuditLedgerError: Error, Hashable, Sendable {
    /// A header field that is not an identifier, a code or a time in range.
    case headerRefused(field: String, reason: String)
    /// A row that does not fit its shape, or a shape that is none.
    case rowRefused(column: String, reason: String)
    /// A number that canonical JSON cannot hold here: not whole, or not under 2^53.
    case numberRefused(String)
    /// Bytes that are not JSON, or not in the canonical form; the offset counts bytes from 0.
    case jsonRefused(offset: Int, reason: String)
    /// A text that is not a C2SP signed note; the line counts from 1.
    case noteRefused(line: Int, reason: String)
    /// A key text or key bytes that are not a signed-note Ed25519 key.
    case keyRefused(reason: String)
    /// A note whose text is not a C2SP tlog-checkpoint.
    case checkpointRefused(line: Int, reason: String)
    /// No signature on the note is by a key that the reader trusts.
    case signatureMissing(trusted: [String])
    /// A trusted key's signature does not match the text.
    case signatureWrong(key: String)
    /// A leaf or a size outside the tree of which a proof was asked.
    case proofOutOfRange(asked: Int, size: Int)
    /// A complete subtree that should be stored and is not.
    case nodeMissing(MerkleAddress)
    /// Bytes that are not a serialized frontier.
    case frontierRefused(byteCount: Int)
    /// A key change that is not signed by both the old and the new key.
    case rotationRefused(reason: String)
    /// A disposal entry's body that does not list what it disposed of.
    case disposalRefused(reason: String)
    /// Bytes that are not hexadecimal or base64 of a 32-byte digest.
    case digestRefused(String)
}

extension AuditLedgerError {
    /// A stable code, for logs and for programs.
    public var code: String {
        switch self {
        case .headerRefused: "ledger.header"
        case .rowRefused: "ledger.row"
        case .numberRefused: "ledger.number"
        case .jsonRefused: "ledger.json"
        case .noteRefused: "ledger.note"
        case .keyRefused: "ledger.key"
        case .checkpointRefused: "ledger.checkpoint"
        case .signatureMissing: "ledger.signature-missing"
        case .signatureWrong: "ledger.signature-wrong"
        case .proofOutOfRange: "ledger.proof-range"
        case .nodeMissing: "ledger.node-missing"
        case .frontierRefused: "ledger.frontier"
        case .rotationRefused: "ledger.rotation"
        case .disposalRefused: "ledger.disposal"
        case .digestRefused: "ledger.digest"
        }
    }

    /// One Japanese sentence for people, saying what to do next.
    public var message: String {
        switch self {
        case .headerRefused(let field, _):
            "記録の見出し項目「\(field)」に使えない値があります。識別子・符号・日時だけにしてください。"
        case .rowRefused(let column, _):
            "台帳の行の項目「\(column)」が定義と合いません。台帳の定義を確かめてください。"
        case .numberRefused(let number):
            "数値「\(number)」は記録できません。小数を含まない、絶対値が2の53乗未満の整数にしてください。"
        case .jsonRefused(let offset, _):
            "記録の本文を読めません（\(offset)バイト目）。バックアップと照らし合わせてください。"
        case .noteRefused(let line, _):
            "署名付きの控えの\(line)行目が書式に合いません。受け取ったままのファイルを指定してください。"
        case .keyRefused:
            "署名鍵の文字列が正しくありません。鍵のファイルを、途中で切らずに指定してください。"
        case .checkpointRefused(let line, _):
            "控え（チェックポイント）の\(line)行目が書式に合いません。受け取ったままのファイルを指定してください。"
        case .signatureMissing:
            "控えに、信頼する鍵の署名がありません。どの組織の控えかを確かめてください。"
        case .signatureWrong(let key):
            "鍵「\(key)」の署名が控えの内容と合いません。控えが書き換えられていないか確かめてください。"
        case .proofOutOfRange(let asked, let size):
            "記録は\(size)件で、番号\(asked)の証明は作れません。番号を確かめてください。"
        case .nodeMissing(let address):
            "検証用の節（段\(address.level)・番号\(address.index)）が保存されていません。台帳の検証を実行してください。"
        case .frontierRefused:
            "検証用の木の途中経過を読めません。台帳の検証を実行してください。"
        case .rotationRefused:
            "鍵の交代が新旧両方の鍵で署名されていません。鍵の交代をやり直してください。"
        case .disposalRefused:
            "廃棄の記録に、廃棄した記録の番号がありません。廃棄の承認記録を確かめてください。"
        case .digestRefused:
            "ハッシュ値の書き方が正しくありません。省略せずに指定してください。"
        }
    }
}
