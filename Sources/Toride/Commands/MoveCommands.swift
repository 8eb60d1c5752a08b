import Database
import Primitives
import Storage

/// `move`, `move undo`.
enum MoveCommands {
    static let all = [move, undo]

    private static let folder = Words("フォルダー", "DIR")

    private static let move = Command(
        "move",
        Words(
            "団体を、ほかのフォルダーやほかのデータベース（SQLite、PostgreSQL）へ、履歴ごと移します。",
            "Move an organization, with its history, to another folder or database."),
        options: [
            .init(
                name: "from", value: folder, about: Words("移す元のフォルダー。", "The folder to move from."),
                isRequired: true),
            .init(
                name: "from-database", value: Words("アドレス", "URL"),
                about: Words(
                    "元のデータベースが PostgreSQL のときのアドレス。", "PostgreSQL address that it moves from.")),
            .init(
                name: "from-schema", value: Words("名前", "NAME"),
                about: Words("元のスキーマ（初期値 organization）。", "Schema there (default organization).")),
            .init(
                name: "to", value: folder,
                about: Words("移す先の新しいフォルダー。", "The new folder to move to."), isRequired: true),
            .init(
                name: "to-database", value: Words("アドレス", "URL"),
                about: Words(
                    "先のデータベースを PostgreSQL にするときのアドレス。", "PostgreSQL address that it moves to.")),
            .init(
                name: "to-schema", value: Words("名前", "NAME"),
                about: Words("先のスキーマ（初期値 organization）。", "Schema there (default organization).")),
        ]
    ) { invocation in
        let from = try place("from", invocation)
        let to = try place("to", invocation)
        let console = invocation.console
        let office = try Wiring.office(invocation, at: from, opensMoved: true)
        try OrganizationMove.prepareFolder(to.folder, for: office.store)
        let target: any DatabaseDriver
        do { target = try to.openOrMakeDatabase() } catch {
            OrganizationMove.leaveFolder(to.folder)
            throw error
        }
        let move = OrganizationMove(
            of: office.store, to: target, folder: to.folder, places: (from.shown, to.shown)
        ) { step in
            switch step {
            case .verified(let done, let all): console.progress("\(done) / \(all)")
            case .copied(let rows): console.progress("\(rows)")
            }
        }
        let moved: MovedOrganization
        do {
            moved = try move.run()
        } catch {
            console.endProgress()
            move.giveUp()
            throw error
        }
        console.endProgress()
        try target.close()
        try office.store.close()
        try open(to, invocation)
        say(moved, from: from, to: to, console)
        return .done
    }

    /// The moved organization is opened once as every command does it: its indexes and the text for searches
    /// are made here, not by the first person who asks.
    private static func open(_ place: OrganizationPlace, _ invocation: Invocation) throws {
        let office = try Wiring.office(invocation, at: place)
        try office.prepareSearch()
        try office.store.close()
    }

    private static func say(
        _ moved: MovedOrganization, from: OrganizationPlace, to: OrganizationPlace, _ console: Console
    ) {
        console.say(
            Words(
                "移しました：\(from.shown) → \(to.shown)（\(moved.rows) 行、証拠と規程のファイル \(moved.files) 件）。",
                "Moved: \(from.shown) → \(to.shown) (\(moved.rows) rows, \(moved.files) files)."))
        console.say(
            Words(
                "両方で履歴の \(moved.entries) 件を計算し直し、同じになることを確かめました。根：\(moved.root.base64)",
                "\(moved.entries) entries were recomputed on both sides and agree. "
                    + "Root: \(moved.root.base64)"
            ))
        console.say(
            Words(
                "元のデータはそのまま残してあります。書き込みはできません。署名の鍵も移しました。"
                    + "元を消す前に、移した先でバックアップを取ってください。",
                "What it was moved from is still there and takes no changes. The signing key came along. "
                    + "Take a backup at the new place before you remove the old one."))
    }

    private static let undo = Command(
        "move undo",
        Words(
            "移した先をやめて、元の場所でまた使えるようにします。移した先は、もう使えません。",
            "Give up the place that it was moved to, and use the old one again."),
        options: Command.Option.organization + [
            .init(
                name: "give-up-target", value: nil,
                about: Words(
                    "移した先で書かれたことを捨て、二度と使わないことを承知します。",
                    "What was written at the new place is given up, and it is never used again."))
        ]
    ) { invocation in
        guard invocation.has("give-up-target") else {
            throw Problem(
                "move.undo-unconfirmed",
                "移した先で書かれたことは、ここにはありません。移した先を二度と使わないなら、--give-up-target を付けて、もう一度実行してください。"
                    + "移した先の記録を持って戻るなら、toride move で、新しいフォルダーに移してください。")
        }
        let office = try Wiring.office(invocation, opensMoved: true)
        try office.store.reopenAfterMove()
        try office.store.close()
        invocation.console.say(
            Words(
                "ここでまた使えます。戻したことは履歴に残りました。移した先は、もう動かさないでください。",
                "This place is in use again, and the ledger says so. Never start the other one again."))
        return .done
    }

    private static func place(_ side: String, _ invocation: Invocation) throws -> OrganizationPlace {
        OrganizationPlace(
            folder: try invocation.required(side), database: invocation.options[side + "-database"],
            schema: invocation.options[side + "-schema"], environment: invocation.environment)
    }
}
