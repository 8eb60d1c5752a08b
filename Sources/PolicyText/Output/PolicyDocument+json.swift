extension PolicyDocument {
    /// The version of the shape that `json` writes.
    public static let jsonVersion = 1

    /// The document as JSON, keys always in the same order, two spaces a level.
    ///
    /// `{version, title, clauses: [{number, path, heading, text, line, range, children}],
    /// definitions: [{term, meaning, clause, kind}], oddities: [{kind, line, message, proposal}],
    /// length, regions: [{kind, range}]}`.
    /// Lines count from 1; `kind` of a definition is `defined` or `abbreviation`. Ranges are offsets into the
    /// UTF-8 of `text`; the regions are without gap or overlap from 0 to `length`.
    public var json: String {
        var writer = JSONWriter()
        writer.object {
            $0.member("version", PolicyDocument.jsonVersion)
            $0.member("title", title)
            $0.member("clauses", array: clauses) { $0.clause($1) }
            $0.member("definitions", array: definitions) { $0.definition($1) }
            $0.member("oddities", array: oddities) { $0.oddity($1) }
            $0.member("length", text.utf8.count)
            $0.member("regions", array: regions) { $0.region($1) }
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func clause(_ clause: Clause) {
        object {
            $0.member("number", clause.number)
            $0.member("path", clause.path.text)
            $0.member("heading", clause.heading)
            $0.member("text", clause.text)
            $0.member("line", clause.line)
            $0.member("range", clause.range)
            $0.member("children", array: clause.children) { $0.clause($1) }
        }
    }

    fileprivate mutating func region(_ region: Region) {
        object {
            $0.member("kind", region.kind.rawValue)
            $0.member("range", region.range)
        }
    }

    fileprivate mutating func definition(_ definition: Definition) {
        object {
            $0.member("term", definition.term)
            $0.member("meaning", definition.meaning)
            $0.member("clause", definition.clause.text)
            $0.member("kind", definition.kind.rawValue)
        }
    }

    fileprivate mutating func oddity(_ oddity: Oddity) {
        object {
            $0.member("kind", oddity.kind.rawValue)
            $0.member("line", oddity.line)
            $0.member("message", oddity.message)
            $0.member("proposal", oddity.proposal)
        }
    }
}
