import Primitives

/// Takes a backup, and says when the last one was taken.
public struct BackupPage: Page {
    /// The last backup; nil where there is none.
    public var last: Backup?
    /// The command that brings a backup back, to be shown word for word.
    public var restoreCommand: String
    /// Whether the archive stays on the server, because whoever takes it reads no content.
    public var staysOnServer: Bool

    /// Every part by name.
    public init(last: Backup? = nil, restoreCommand: String, staysOnServer: Bool = false) {
        self.last = last
        self.restoreCommand = restoreCommand
        self.staysOnServer = staysOnServer
    }

    /// A backup that was taken.
    public struct Backup: Sendable {
        /// When.
        public var at: Instant
        /// By whom; nil for the command line.
        public var by: String?
        /// In bytes.
        public var byteCount: Int

        /// Every part by name.
        public init(at: Instant, by: String?, byteCount: Int) {
            self.at = at
            self.by = by
            self.byteCount = byteCount
        }
    }

    public var title: String { "バックアップ" }
    public var place: MenuPlace? { .settings }

    public func write(into html: inout HTML) {
        html.settingsTrail(at: .backup)
        html.h1(title)
        html.p(.class("lead")) { html in
            if let last {
                html.text("最後のバックアップは")
                html.moment(last.at)
                html.text("、\(last.by.map { $0 + "さん" } ?? "サーバーの担当者")が取りました（\(megabytes(last.byteCount))）。")
            } else {
                html.text("まだバックアップがありません。いま一つ取っておくことをお勧めします。")
            }
        }
        html.submission(to: .backup) { html in
            html.p("データと証拠のファイルを一つにまとめて保存します。使いながらでも取れます。")
            if staysOnServer {
                html.p("バックアップには記録の中身が入るため、この画面からは取り出せません。サーバーのデータのフォルダーの backups に置きます。新しいもの3つだけが残ります。")
            } else {
                html.p("できたファイルは、別の機器か鍵のかかる場所に置いてください。")
            }
            html.div(.class("actions")) { $0.button("バックアップを保存する", .type("submit"), .class("primary")) }
        }
        html.h2("元に戻すとき")
        html.p("サーバーで次のコマンドを使います。戻したあとは、証拠のファイルがすべてそろっているかが確かめられます。")
        html.p { $0.span(restoreCommand, .class("code")) }
        html.p("署名の鍵はバックアップに入りません。鍵は別の場所に保管してください。", .class("hint"))
    }

    private func megabytes(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\(grouped(max(bytes / 1000, 1)))kB" : "\(grouped(bytes / 1_000_000))MB"
    }
}

extension HTML {
    /// The pages of the settings, the present one marked.
    mutating func settingsTrail(at current: Address) {
        let pages: [(String, Address)] = [("利用者と役割", .people), ("バックアップ", .backup), ("自分のアカウント", .account)]
        nav(.label("設定のページ"), .class("settings")) { html in
            html.ul(.class("actions plain-list")) { html in
                for (label, address) in pages {
                    html.li { $0.a(label, .href(address), .class("button"), .current(address == current)) }
                }
            }
        }
    }
}
