extension TextExtractionError: CustomStringConvertible {
    /// What happened and what to do next, in Japanese, for the person who chose the file.
    public var message: String {
        switch self {
        case .noSuchFile, .notReadable, .isDirectory, .empty, .binary, .unsupportedFormat, .tooManyBytes,
            .tooManyPages:
            fileMessage
        case .unknownEncoding, .wrongEncoding:
            encodingMessage
        case .passwordProtectedPDF, .copyForbiddenPDF, .brokenPDF, .noTextInPDF:
            pdfMessage
        case .encryptedDOCX, .brokenDOCX, .unpacksTooLarge, .entityDeclarationRefused:
            docxMessage
        case .readerMissing, .readerFailed, .timedOut:
            readerMessage
        }
    }

    public var description: String { message }

    private var fileMessage: String {
        switch self {
        case .noSuchFile(let name):
            "ファイル「\(name)」が見つかりません。場所と名前を確かめて、もう一度指定してください。"
        case .notReadable(let name):
            "ファイル「\(name)」を開けません。読み取りの権限を確かめるか、読める場所に写してから指定してください。"
        case .isDirectory(let name):
            "「\(name)」はフォルダーです。中にある文書のファイルを 1 つ指定してください。"
        case .empty(let name):
            "ファイル「\(name)」に文字がありません。本文が入っているファイルかどうかを確かめてください。"
        case .binary(let name):
            "ファイル「\(name)」は文書ではないようです（文字以外のデータが入っています）。"
                + "テキスト、Markdown、HTML、Word（.docx）、PDF のいずれかで保存したものを指定してください。"
        case .unsupportedFormat(let name, let format):
            "ファイル「\(name)」は\(format)のため読めません。"
                + "作成したソフトで開き、Word 文書（.docx）かテキスト（.txt）で保存し直して指定してください。"
        case .tooManyBytes(let name, let limit):
            "ファイル「\(name)」は大きすぎます（上限 \(Self.size(limit))）。"
                + "画像を除いて保存し直すか、本文だけのファイルに分けて指定してください。"
        case .tooManyPages(let name, let pages, let limit):
            "ファイル「\(name)」は \(pages) ページあります（上限 \(limit) ページ）。"
                + "基本方針のページだけを取り出したファイルを指定してください。"
        default: ""
        }
    }

    private var encodingMessage: String {
        switch self {
        case .unknownEncoding(let name, let offset, let line):
            "ファイル「\(name)」の文字コードを判断できません（\(line) 行目、先頭から \(offset) バイト目）。"
                + "UTF-8 で保存し直して指定してください。"
        case .wrongEncoding(let name, let encoding, let offset, let line):
            "ファイル「\(name)」は \(encoding) のようですが、\(line) 行目（先頭から \(offset) バイト目）に"
                + "読めない文字があります。元のファイルを開いてその行を直すか、UTF-8 で保存し直して指定してください。"
        default: ""
        }
    }

    private var pdfMessage: String {
        switch self {
        case .passwordProtectedPDF(let name):
            "PDF「\(name)」はパスワードで保護されています。パスワードを外して保存し直したものを指定してください。"
        case .copyForbiddenPDF(let name):
            "PDF「\(name)」は文字の取り出しが禁止されています。"
                + "作成した部署に、元の Word 文書か、制限のない PDF を求めてください。"
        case .brokenPDF(let name, _):
            "PDF「\(name)」は壊れているため読めません。もう一度入手するか、PDF を作り直して指定してください。"
        case .noTextInPDF(let name, let pages):
            "PDF「\(name)」（\(pages) ページ）には文字の情報がありません。紙を読み取った画像だけの PDF のようです。"
                + "元の Word 文書などを指定するか、文字認識（OCR）をした PDF を作って指定してください。"
        default: ""
        }
    }

    private var docxMessage: String {
        switch self {
        case .encryptedDOCX(let name):
            "Word 文書「\(name)」はパスワードで保護されています。"
                + "Word で開いてパスワードを外し、保存し直したものを指定してください。"
        case .brokenDOCX(let name, _):
            "Word 文書「\(name)」は壊れているため読めません。"
                + "Word で開けるかどうかを確かめ、別の名前で保存し直して指定してください。"
        case .unpacksTooLarge(let name, _):
            "Word 文書「\(name)」は、展開すると異常に大きくなるため読むのをやめました。"
                + "入手元を確かめ、心当たりがなければ開かずに情報セキュリティの担当へ知らせてください。"
        case .entityDeclarationRefused(let name, _):
            "Word 文書「\(name)」に、通常の文書にはない宣言（DOCTYPE）があるため読むのをやめました。"
                + "入手元を確かめ、心当たりがなければ開かずに情報セキュリティの担当へ知らせてください。"
        default: ""
        }
    }

    private var readerMessage: String {
        switch self {
        case .readerMissing(_, let program):
            "PDF を読むためのプログラム（\(program)）がこの機械に入っていません。次のコマンドで入れてください。\n"
                + "  sudo apt-get install poppler-utils poppler-data"
        case .readerFailed(let name, let program, _):
            "PDF「\(name)」を読むプログラム（\(program)）が途中で止まりました。"
                + "PDF を作り直すか、元の Word 文書を指定してください。"
        case .timedOut(let name, let seconds):
            "PDF「\(name)」を \(seconds) 秒以内に読み終わりませんでした。"
                + "必要なページだけの PDF にするか、元の Word 文書を指定してください。"
        default: ""
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes) バイト"
    }
}
