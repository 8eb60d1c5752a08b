/// The elements that pages are made of. Those that hold words come in two forms: with a text, or with
/// contents.
extension HTML {
    mutating func element(
        _ tag: StaticString, _ attributes: [Attribute], _ content: (inout HTML) -> Void
    ) {
        open(tag, attributes)
        content(&self)
        literal("</")
        literal(tag)
        literal(">")
    }

    mutating func open(_ tag: StaticString, _ attributes: [Attribute]) {
        literal("<")
        literal(tag)
        for attribute in attributes { attribute.write(into: &self) }
        literal(">")
    }

    mutating func textElement(_ tag: StaticString, _ attributes: [Attribute], _ text: String) {
        open(tag, attributes)
        self.text(text)
        literal("</")
        literal(tag)
        literal(">")
    }
}

/// Elements that hold other elements.
extension HTML {
    mutating func div(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("div", attributes, content)
    }
    mutating func section(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("section", attributes, content)
    }
    mutating func article(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("article", attributes, content)
    }
    mutating func nav(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("nav", attributes, content)
    }
    mutating func main(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("main", attributes, content)
    }
    mutating func header(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("header", attributes, content)
    }
    mutating func footer(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("footer", attributes, content)
    }
    mutating func aside(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("aside", attributes, content)
    }
    mutating func ul(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("ul", attributes, content)
    }
    mutating func ol(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("ol", attributes, content)
    }
    mutating func dl(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("dl", attributes, content)
    }
    mutating func table(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("table", attributes, content)
    }
    mutating func thead(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("thead", attributes, content)
    }
    mutating func tbody(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("tbody", attributes, content)
    }
    mutating func tr(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("tr", attributes, content)
    }
    mutating func fieldset(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("fieldset", attributes, content)
    }
    mutating func details(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("details", attributes, content)
    }
    mutating func select(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("select", attributes, content)
    }
    mutating func blockquote(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("blockquote", attributes, content)
    }
    mutating func figure(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("figure", attributes, content)
    }
    mutating func p(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("p", attributes, content)
    }
    mutating func h1(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("h1", attributes, content)
    }
    mutating func h2(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("h2", attributes, content)
    }
    mutating func h3(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("h3", attributes, content)
    }
    mutating func h4(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("h4", attributes, content)
    }
    mutating func li(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("li", attributes, content)
    }
    mutating func dt(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("dt", attributes, content)
    }
    mutating func dd(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("dd", attributes, content)
    }
    mutating func td(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("td", attributes, content)
    }
    mutating func th(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("th", attributes, content)
    }
    mutating func span(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("span", attributes, content)
    }
    mutating func a(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("a", attributes, content)
    }
    mutating func strong(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("strong", attributes, content)
    }
    mutating func small(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("small", attributes, content)
    }
    mutating func label(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("label", attributes, content)
    }
    mutating func legend(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("legend", attributes, content)
    }
    mutating func button(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("button", attributes, content)
    }
    mutating func option(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("option", attributes, content)
    }
    mutating func summary(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("summary", attributes, content)
    }
    mutating func caption(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("caption", attributes, content)
    }
    mutating func ins(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("ins", attributes, content)
    }
    mutating func del(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("del", attributes, content)
    }
    mutating func title(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("title", attributes, content)
    }
    mutating func time(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("time", attributes, content)
    }
}

/// Elements that hold a text.
extension HTML {
    mutating func p(_ text: String, _ attributes: Attribute...) {
        textElement("p", attributes, text)
    }
    mutating func h1(_ text: String, _ attributes: Attribute...) {
        textElement("h1", attributes, text)
    }
    mutating func h2(_ text: String, _ attributes: Attribute...) {
        textElement("h2", attributes, text)
    }
    mutating func h3(_ text: String, _ attributes: Attribute...) {
        textElement("h3", attributes, text)
    }
    mutating func h4(_ text: String, _ attributes: Attribute...) {
        textElement("h4", attributes, text)
    }
    mutating func li(_ text: String, _ attributes: Attribute...) {
        textElement("li", attributes, text)
    }
    mutating func dt(_ text: String, _ attributes: Attribute...) {
        textElement("dt", attributes, text)
    }
    mutating func dd(_ text: String, _ attributes: Attribute...) {
        textElement("dd", attributes, text)
    }
    mutating func td(_ text: String, _ attributes: Attribute...) {
        textElement("td", attributes, text)
    }
    mutating func th(_ text: String, _ attributes: Attribute...) {
        textElement("th", attributes, text)
    }
    mutating func span(_ text: String, _ attributes: Attribute...) {
        textElement("span", attributes, text)
    }
    mutating func a(_ text: String, _ attributes: Attribute...) {
        textElement("a", attributes, text)
    }
    mutating func strong(_ text: String, _ attributes: Attribute...) {
        textElement("strong", attributes, text)
    }
    mutating func small(_ text: String, _ attributes: Attribute...) {
        textElement("small", attributes, text)
    }
    mutating func label(_ text: String, _ attributes: Attribute...) {
        textElement("label", attributes, text)
    }
    mutating func legend(_ text: String, _ attributes: Attribute...) {
        textElement("legend", attributes, text)
    }
    mutating func button(_ text: String, _ attributes: Attribute...) {
        textElement("button", attributes, text)
    }
    mutating func option(_ text: String, _ attributes: Attribute...) {
        textElement("option", attributes, text)
    }
    mutating func summary(_ text: String, _ attributes: Attribute...) {
        textElement("summary", attributes, text)
    }
    mutating func caption(_ text: String, _ attributes: Attribute...) {
        textElement("caption", attributes, text)
    }
    mutating func ins(_ text: String, _ attributes: Attribute...) {
        textElement("ins", attributes, text)
    }
    mutating func del(_ text: String, _ attributes: Attribute...) {
        textElement("del", attributes, text)
    }
    mutating func title(_ text: String, _ attributes: Attribute...) {
        textElement("title", attributes, text)
    }
    mutating func time(_ text: String, _ attributes: Attribute...) {
        textElement("time", attributes, text)
    }
}

/// Elements without contents.
extension HTML {
    mutating func input(_ attributes: Attribute...) {
        open("input", attributes)
    }

    mutating func link(_ attributes: [Attribute]) {
        open("link", attributes)
    }

    mutating func br() {
        literal("<br>")
    }

    /// A parser drops the first line break after the tag, so one of our own goes before the text.
    mutating func textArea(_ text: String, _ attributes: [Attribute]) {
        open("textarea", attributes)
        literal("\n")
        quoted(text)
        literal("</textarea>")
    }
}
