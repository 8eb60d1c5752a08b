import Database
import Primitives

extension DatabaseError {
    /// What a person is told who wanted to save something; nil where the error is a mistake of ours.
    public var problem: Problem? {
        switch self {
        case .connectionLost(let words):
            Problem(
                "storage.lost", "データベースとの接続が切れ、保存されませんでした。少し待ってから、もう一度保存してください。",
                detail: words)
        case .outcomeUnknown(let words):
            Problem(
                "storage.unknown",
                "保存の途中でデータベースとの接続が切れ、保存されたかどうか、いまは分かりません。"
                    + "同じものを二重に登録しないように、まず一覧や記録の画面を開き直して、入っているかを確かめてください。"
                    + "入っていなければ、もう一度保存してください。",
                detail: words)
        case .cannotOpen(_, let words):
            Problem(
                "storage.unreachable",
                "データベースにつながらないため、保存されませんでした。数分待ってから、もう一度保存してください。続くときは設定担当に知らせてください。",
                detail: words)
        case .busy:
            Problem(
                "storage.too-busy", "ほかの処理がデータベースを使っているため、保存されませんでした。少し待ってから、もう一度保存してください。")
        case .statement, .constraint, .unknownParameter, .unsupported: nil
        }
    }

    /// The same for somebody who only wanted to look.
    public var problemOfReading: Problem? {
        guard let problem else { return nil }
        return Problem(
            problem.code == "storage.too-busy" ? problem.code : "storage.unreachable",
            "いまはデータベースから読み出せません。記録は残っています。少し待ってから、画面を読み込み直してください。", detail: problem.detail)
    }
}
