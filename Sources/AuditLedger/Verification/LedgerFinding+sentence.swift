extension LedgerFinding {
    /// One or two Japanese sentences: what is wrong, where, and what to do next.
    public var sentence: String {
        what + next
    }

    private var what: String {
        switch self {
        case .headerUnreadable(let seq): "記録\(seq)番の見出しが読めません。"
        case .headerMismatch(let seq, let field): "記録\(seq)番の見出しの「\(field)」が、保存された行と合いません。"
        case .contentChanged(let seq): "記録\(seq)番の内容が、記録した後に書き換えられています。"
        case .leafChanged(let seq): "記録\(seq)番の内容は正しく、保存されたハッシュ値だけが違います。"
        case .contentMissing(let seq): "記録\(seq)番の内容が、廃棄の記録がないまま失われています。"
        case .gap(let missing): "\(Self.named(missing))がありません。"
        case .reordered(let entries, let written):
            "\(Self.named(entries))は、記録した時の番号（\(written)番から）と違う位置にあります。"
        case .duplicate(let seq, let original): "記録\(seq)番は、記録\(original)番と同じ番号を名乗っています。"
        case .entryReplaced(let among): "\(Self.named(among))のどれかが、ハッシュ値ごと差し替えられています。"
        case .nodeChanged(let address): "検証用の節（\(Self.named(address))）が書き換えられています。"
        case .nodeMissing(let address): "検証用の節（\(Self.named(address))）がありません。"
        case .nodeSurplus(let address): "検証用の節（\(Self.named(address))）は、あるはずのないものです。"
        case .versionChain(let seq, let named): "記録\(seq)番と記録\(named)番の、版の前後のつながりが合いません。"
        case .rowSurplus(let register, let seq):
            "台帳「\(register)」に、記録のない行（\(seq)番から有効）があります。"
        case .disposalUnfounded(let seq, let under):
            "記録\(seq)番は廃棄済みとされていますが、記録\(under)番にその廃棄が書かれていません。"
        case .keyUnfounded(let seq): "記録\(seq)番からの署名鍵が、前の鍵によって引き継がれたものではありません。"
        case .checkpointUnreadable(let place): "\(Self.named(place))を、この台帳の控えとして読めません。"
        case .checkpointSignature(let place): "\(Self.named(place))に、その時点の鍵による正しい署名がありません。"
        case .checkpointRoot(let size, let since):
            "台帳内の控え（\(size)件）と記録が合いません。\(Self.named(since..<max(size, since)))の間に書き換えがあります。"
        case .truncated(let place, let size, let root, let count):
            "\(Self.named(place))は\(size)件（\(root.base64)）ですが、ここには\(count)件しかありません。"
                + "\(Self.named(count..<max(size, count)))が切り取られています。"
        case .fork(let place, let size, let root, let here, let since):
            "\(Self.named(place))は\(size)件で\(root.base64)ですが、ここでは\(here.base64)です。"
                + "\(Self.named(since..<max(size, since)))の間で履歴が作り直されています。"
        }
    }

    private var next: String {
        switch self {
        case .leafChanged, .nodeChanged, .nodeMissing, .nodeSurplus:
            "記録そのものは残っています。データベースの破損を確かめ、バックアップから戻してください。"
        case .checkpointUnreadable: "受け取ったままの控えか、どの組織の控えかを確かめてください。"
        case .checkpointSignature: "控えの出所と、署名鍵がすり替えられていないかを確かめてください。"
        case .keyUnfounded: "鍵を使うのを止め、最後に信頼できる控えから後の記録を調べてください。"
        case .disposalUnfounded: "廃棄の承認記録を確かめ、なければバックアップから戻してください。"
        case .truncated, .fork, .checkpointRoot, .entryReplaced:
            "データベースを保全し、控えの時点のバックアップと照らし合わせてください。"
        default: "データベースを保全し、バックアップの同じ番号の記録と照らし合わせてください。"
        }
    }

    private static func named(_ entries: Range<Int>) -> String {
        switch entries.count {
        case 0: "記録\(entries.lowerBound)番の前"
        case 1: "記録\(entries.lowerBound)番"
        default: "記録\(entries.lowerBound)番から\(entries.upperBound - 1)番まで"
        }
    }

    private static func named(_ address: MerkleAddress) -> String {
        "段\(address.level)・番号\(address.index)、\(named(address.leaves))"
    }

    private static func named(_ place: StoredCheckpoint.Place) -> String {
        switch place {
        case .inside(let size): "台帳内の控え（\(size)件）"
        case .outside(let name): "外部の控え「\(name)」"
        }
    }
}
