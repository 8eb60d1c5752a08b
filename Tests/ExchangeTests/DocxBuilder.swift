import CLibZip
import Glibc

/// Writes small Word packages for tests, one part at a time, so that each test shows the XML that matters.
struct DocxBuilder {
    struct CannotWrite: Error {}

    var body = ""
    var numbering: String?
    var styles: String?
    /// Stands before the document element.
    var prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    /// Goes out instead of what is built from `body`.
    var rawDocument: [UInt8]?
    var extraParts: [(name: String, bytes: [UInt8])] = []
    var password: String?

    static let namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        + "xmlns:wps=\"urn:x-shape\" xmlns:v=\"urn:x-v\""

    static func paragraph(_ text: String, properties: String = "") -> String {
        "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    static func numbered(_ text: String, id: Int, level: Int = 0) -> String {
        paragraph(
            text, properties: "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(id)\"/></w:numPr>")
    }

    static func level(_ index: Int, _ format: String, _ text: String, more: String = "") -> String {
        "<w:lvl w:ilvl=\"\(index)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/>\(more)"
            + "<w:lvlText w:val=\"\(text)\"/></w:lvl>"
    }

    func bytes() throws -> [UInt8] {
        let document =
            rawDocument
            ?? Array(
                "\(prologue)<w:document \(Self.namespaces)><w:body>\(body)</w:body></w:document>".utf8)
        var parts: [(name: String, bytes: [UInt8])] = [
            ("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", document),
        ]
        for (name, root, content) in [("numbering", "numbering", numbering), ("styles", "styles", styles)] {
            guard let content else { continue }
            parts.append(
                ("word/\(name).xml", Array("<w:\(root) \(Self.namespaces)>\(content)</w:\(root)>".utf8)))
        }
        return try Self.package(parts + extraParts, password: password)
    }

    static func package(_ parts: [(name: String, bytes: [UInt8])], password: String? = nil) throws -> [UInt8]
    {
        let path = "/tmp/exchange-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).zip"
        defer { unlink(path) }
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, nil) else { throw CannotWrite() }
        for (name, bytes) in parts {
            // libzip takes over memory from malloc and frees it when it is done.
            let memory = malloc(max(1, bytes.count))
            bytes.withUnsafeBytes { source in
                if let base = source.baseAddress { memory?.copyMemory(from: base, byteCount: source.count) }
            }
            guard let source = zip_source_buffer(archive, memory, UInt64(bytes.count), 1) else {
                throw CannotWrite()
            }
            let index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8)
            guard index >= 0 else { throw CannotWrite() }
            if let password {
                zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password)
            }
        }
        guard zip_close(archive) == 0 else { throw CannotWrite() }
        return try TestFile.bytes(path)
    }
}
