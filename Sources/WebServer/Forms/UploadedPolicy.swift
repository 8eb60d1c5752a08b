import Exchange
import Office
import PolicyText
import Primitives
import Registers

/// A policy as a form sent it: a file or pasted text, read, with what is known of its adoption.
struct UploadedPolicy: Sendable {
    let text: String
    let fileName: String?
    let bytes: [UInt8]
    let facts: AdoptionFacts
    let document: PolicyDocument

    /// Reads `file` or `text`, and the days.
    ///
    /// - Throws: `Problems` naming the fields.
    init(_ fields: FormFields) throws {
        var problems: [Problem] = []
        func day(_ name: String, _ title: String) -> Day? {
            let written = FieldChecks.cleaned(fields[name], keepsLines: false)
            guard !written.isEmpty else { return nil }
            if let day = JapaneseEra.day(written) { return day }
            problems.append(
                Problem(
                    "register.unusable", "「\(title)」を日付として読めません。令和8年4月1日 や 2026-04-01 の形で入力してください。",
                    field: name))
            return nil
        }
        facts = AdoptionFacts(
            decidedOn: day("decided", "決裁日"), inForceOn: day("in-force", "施行日"),
            organs: PolicyAdoption.Organ.organs(named: fields["organs"]),
            publishedOn: day("published", "公表日"),
            publishedAt: fields["published-at"].isEmpty ? nil : fields["published-at"])
        if let file = fields.files["file"], !file.bytes.isEmpty {
            fileName = file.name
            bytes = file.bytes
            do throws(TextExtractionError) {
                text = try TextExtraction.text(of: file.bytes, name: file.name).text
            } catch {
                problems.append(Problem("policy.unreadable", error.message, field: "file"))
                text = ""
            }
        } else {
            text = fields["text"].replacingLineEnds
            fileName = nil
            bytes = Array(text.utf8)
            if FieldChecks.cleaned(text, keepsLines: true).isEmpty {
                problems.append(
                    Problem("register.required", "基本方針のファイルを選ぶか、本文を貼り付けてください。", field: "text"))
            }
        }
        document = PolicyDocument.read(text)
        if problems.isEmpty, document.allClauses.isEmpty {
            problems.append(
                Problem(
                    "policy.no-clauses", "条項（「1 適用範囲」「第1条」など）が1つも見つかりません。基本方針の本文か確かめてください。",
                    field: fileName == nil ? "text" : "file"))
        }
        guard problems.isEmpty else { throw Problems(problems) }
    }
}

extension String {
    /// Browsers send CR LF.
    fileprivate var replacingLineEnds: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars where scalar != "\r" { scalars.append(scalar) }
        return String(scalars)
    }
}
