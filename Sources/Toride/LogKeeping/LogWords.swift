import Foundation
import LogArchive
import LogReceiving
import Primitives

/// What can go wrong with kept logs, in words that say what to do.
enum LogWords {
    static func sentence(_ error: LogArchiveError) -> Words {
        switch error {
        case .system(let path, let reason):
            Words(
                "ログの保存先を使えません：\(path)（\(reason)）。場所と権限を確かめてください。",
                "Cannot use \(path) (\(reason)). Check the place and the permissions.")
        case .noRoom(let path):
            Words(
                "ディスクに空きがなく、ログを書けません：\(path)。空きを作ると、待っているログから続けて書きます。",
                "No room on the disk for \(path). Make room; what waits is written then.")
        case .inUse(let path):
            Words(
                "ほかのプログラムがこのログを書いています：\(path)。終わるのを待つか、動いている logs listen を確かめてください。",
                "Another program writes \(path). Wait for it, or look for a running logs listen.")
        case .damaged(let path, let reason):
            Words(
                "ログの保存ファイルが壊れているか、書き換えられています：\(path)（\(reason)）。toride logs verify で調べ、バックアップから戻してください。",
                "\(path) is damaged or was changed (\(reason)). "
                    + "Run toride logs verify and restore it from a backup."
            )
        }
    }

    static func sentence(_ finding: LogFinding) -> Words {
        switch finding {
        case .missing(let path):
            Words("\(path)：記録台帳にあるログが、保存先にありません。", "\(path): in the ledger, and gone from the disk.")
        case .changed(let path, let reason):
            Words(
                "\(path)：封をしたあとで書き換えられています（\(reason)）。", "\(path): changed after it was sealed (\(reason)).")
        case .unrecorded(let path):
            Words(
                "\(path)：封がしてありますが、記録台帳に載っていません。toride logs rebuild で載せられます。",
                "\(path): sealed, and not in the ledger. toride logs rebuild enters it.")
        case .torn(let path, let bytes):
            Words(
                "\(path)：書きかけの終わり（\(bytes) バイト）があります。電源断のあとなら、次に listen を始めたときに切り離します。",
                "\(path): \(bytes) bytes at the end are no whole block. The next listen cuts them off.")
        case .unreadable(let path, let reason):
            Words("\(path)：読めません（\(reason)）。", "\(path): cannot be read (\(reason)).")
        }
    }

    static func problem(_ error: LogArchiveError) -> Problem {
        Problem(error.code, sentence(error)[.japanese], detail: "\(error)")
    }

    static func problem(_ error: ReceivingProblem) -> Problem {
        let door =
            switch error.door {
            case .udp(let host, let port): "UDP \(host):\(port)"
            case .tcp(let host, let port): "TCP \(host):\(port)"
            case .tls(let host, let port, _, _, _): "TLS \(host):\(port)"
            }
        return Problem(
            "logs.door", "\(door) で待ち受けられません。ポートがほかで使われていないか、権限と証明書のファイルを確かめてください。",
            detail: error.reason)
    }
}
