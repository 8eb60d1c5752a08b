/// One attribute of an element; its name is a literal and its value is escaped where it is written.
public struct Attribute: Sendable {
    enum Value: Sendable {
        case text(String)
        case fixed(StaticString)
        case address(Address, query: [QueryItem], fragment: String)
        case flag
        case absent
    }

    let name: StaticString
    let value: Value

    private init(_ name: StaticString, _ value: Value) {
        self.name = name
        self.value = value
    }

    func write(into html: inout HTML) {
        if case .absent = value { return }
        if case .fixed(let fixed) = value, fixed.utf8CodeUnitCount == 0 { return }
        html.byte(UInt8(ascii: " "))
        html.literal(name)
        switch value {
        case .absent, .flag: return
        case .address(let address, let query, let fragment):
            html.literal("=\"")
            address.write(query: query, fragment: fragment, into: &html)
        case .fixed(let fixed):
            html.literal("=\"")
            html.literal(fixed)
        case .text(let string):
            html.literal("=\"")
            html.quoted(string)
        }
        html.byte(UInt8(ascii: "\""))
    }
}

// There is no attribute for style and none for scripts, so that a page cannot carry either.
extension Attribute {
    static func `class`(_ names: StaticString) -> Attribute { Attribute("class", .fixed(names)) }
    static func id(_ id: String) -> Attribute { Attribute("id", .text(id)) }
    static func `for`(_ id: String) -> Attribute { Attribute("for", .text(id)) }
    static func title(_ text: String) -> Attribute { Attribute("title", .text(text)) }
    static func lang(_ language: StaticString) -> Attribute { Attribute("lang", .fixed(language)) }
    static func role(_ role: StaticString) -> Attribute { Attribute("role", .fixed(role)) }
    static let focusable = Attribute("tabindex", .fixed("-1"))
    static let scrollable = Attribute("tabindex", .fixed("0"))

    /// Where a link leads: always one of our own addresses.
    static func href(_ address: Address, query: [QueryItem] = [], fragment: String = "") -> Attribute {
        Attribute("href", .address(address, query: query, fragment: fragment))
    }
    /// A place on the same page.
    static func anchor(_ id: String) -> Attribute { Attribute("href", .text("#" + id)) }
    static let download = Attribute("download", .flag)

    static func action(_ address: Address) -> Attribute {
        Attribute("action", .address(address, query: [], fragment: ""))
    }
    static func method(_ method: StaticString) -> Attribute { Attribute("method", .fixed(method)) }
    static let multipart = Attribute("enctype", .fixed("multipart/form-data"))
    static func name(_ name: String) -> Attribute { Attribute("name", .text(name)) }
    static func value(_ value: String) -> Attribute { Attribute("value", .text(value)) }
    static func type(_ type: StaticString) -> Attribute { Attribute("type", .fixed(type)) }
    static func autocomplete(_ hint: StaticString) -> Attribute { Attribute("autocomplete", .fixed(hint)) }
    static func inputMode(_ mode: StaticString) -> Attribute { Attribute("inputmode", .fixed(mode)) }
    static func accept(_ types: String?) -> Attribute {
        Attribute("accept", types.map(Value.text) ?? .absent)
    }
    /// The suggestions of a field: the id of a `datalist`.
    static func list(_ id: String?) -> Attribute { Attribute("list", id.map(Value.text) ?? .absent) }
    static func rows(_ count: Int) -> Attribute { Attribute("rows", .text(String(count))) }
    static func maxLength(_ count: Int?) -> Attribute {
        Attribute("maxlength", count.map { .text(String($0)) } ?? .absent)
    }
    /// A button that searches must work while required fields are still empty.
    static let skipsChecks = Attribute("formnovalidate", .flag)
    static func required(_ on: Bool) -> Attribute { Attribute("required", on ? .flag : .absent) }
    static func checked(_ on: Bool) -> Attribute { Attribute("checked", on ? .flag : .absent) }
    static func selected(_ on: Bool) -> Attribute { Attribute("selected", on ? .flag : .absent) }
    static func open(_ on: Bool) -> Attribute { Attribute("open", on ? .flag : .absent) }

    static func scope(_ scope: StaticString) -> Attribute { Attribute("scope", .fixed(scope)) }
    static func dateTime(_ iso: String) -> Attribute { Attribute("datetime", .text(iso)) }
    static func columnSpan(_ count: Int) -> Attribute { Attribute("colspan", .text(String(count))) }

    static func label(_ text: String) -> Attribute { Attribute("aria-label", .text(text)) }
    static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", .text(id)) }
    static func describedBy(_ ids: String?) -> Attribute {
        Attribute("aria-describedby", ids.map(Value.text) ?? .absent)
    }
    static func invalid(_ on: Bool) -> Attribute { Attribute("aria-invalid", on ? .fixed("true") : .absent) }
    static func current(_ on: Bool, as kind: StaticString = "page") -> Attribute {
        Attribute("aria-current", on ? .fixed(kind) : .absent)
    }
    static func sorted(_ direction: StaticString?) -> Attribute {
        Attribute("aria-sort", direction.map(Value.fixed) ?? .absent)
    }
    /// Shown by the script alone, because it does nothing without it.
    static let hidden = Attribute("hidden", .flag)
    static let hiddenFromReaders = Attribute("aria-hidden", .fixed("true"))

    /// What is recorded, where a cell shows something else that was typed.
    static func saved(_ text: String?) -> Attribute {
        Attribute("data-saved", text.map(Value.text) ?? .absent)
    }

    /// Names what a script of Content/web/ may improve here; the page works without it.
    static func improvement(_ name: StaticString) -> Attribute { Attribute("data-improve", .fixed(name)) }
}
