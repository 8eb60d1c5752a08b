/// The elements that pages are made of. Those that hold words come in two forms: with a text, or with
/// contents.
extension HTML {
    /// `start` is an opening tag without its `>`, `end` the closing tag.
    mutating func element(
        _ start: StaticString, _ end: StaticString, _ attributes: [Attribute], _ content: (inout HTML) -> Void
    ) {
        open(start, attributes)
        content(&self)
        literal(end)
    }

    mutating func open(_ start: StaticString, _ attributes: [Attribute]) {
        literal(start)
        for attribute in attributes { attribute.write(into: &self) }
        byte(UInt8(ascii: ">"))
    }

    mutating func textElement(
        _ start: StaticString, _ end: StaticString, _ attributes: [Attribute], _ text: String
    ) {
        open(start, attributes)
        self.text(text)
        literal(end)
    }
}

/// Elements that hold other elements.
extension HTML {
    mutating func div(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<div", "</div>", attributes, content)
    }
    mutating func section(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<section", "</section>", attributes, content)
    }
    mutating func article(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<article", "</article>", attributes, content)
    }
    mutating func nav(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<nav", "</nav>", attributes, content)
    }
    mutating func main(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<main", "</main>", attributes, content)
    }
    mutating func header(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<header", "</header>", attributes, content)
    }
    mutating func footer(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<footer", "</footer>", attributes, content)
    }
    mutating func aside(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<aside", "</aside>", attributes, content)
    }
    mutating func ul(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<ul", "</ul>", attributes, content)
    }
    mutating func ol(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<ol", "</ol>", attributes, content)
    }
    mutating func dl(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<dl", "</dl>", attributes, content)
    }
    mutating func table(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<table", "</table>", attributes, content)
    }
    mutating func thead(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<thead", "</thead>", attributes, content)
    }
    mutating func tbody(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<tbody", "</tbody>", attributes, content)
    }
    mutating func tr(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<tr", "</tr>", attributes, content)
    }
    mutating func fieldset(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<fieldset", "</fieldset>", attributes, content)
    }
    mutating func details(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<details", "</details>", attributes, content)
    }
    mutating func select(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<select", "</select>", attributes, content)
    }
    mutating func blockquote(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<blockquote", "</blockquote>", attributes, content)
    }
    mutating func figure(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<figure", "</figure>", attributes, content)
    }
    mutating func p(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<p", "</p>", attributes, content)
    }
    mutating func h1(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<h1", "</h1>", attributes, content)
    }
    mutating func h2(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<h2", "</h2>", attributes, content)
    }
    mutating func h3(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<h3", "</h3>", attributes, content)
    }
    mutating func h4(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<h4", "</h4>", attributes, content)
    }
    mutating func li(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<li", "</li>", attributes, content)
    }
    mutating func dt(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<dt", "</dt>", attributes, content)
    }
    mutating func dd(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<dd", "</dd>", attributes, content)
    }
    mutating func td(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<td", "</td>", attributes, content)
    }
    mutating func th(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<th", "</th>", attributes, content)
    }
    mutating func span(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<span", "</span>", attributes, content)
    }
    mutating func a(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<a", "</a>", attributes, content)
    }
    mutating func strong(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<strong", "</strong>", attributes, content)
    }
    mutating func small(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<small", "</small>", attributes, content)
    }
    mutating func label(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<label", "</label>", attributes, content)
    }
    mutating func legend(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<legend", "</legend>", attributes, content)
    }
    mutating func button(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<button", "</button>", attributes, content)
    }
    mutating func option(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<option", "</option>", attributes, content)
    }
    mutating func summary(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<summary", "</summary>", attributes, content)
    }
    mutating func caption(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<caption", "</caption>", attributes, content)
    }
    mutating func ins(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<ins", "</ins>", attributes, content)
    }
    mutating func del(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<del", "</del>", attributes, content)
    }
    mutating func title(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<title", "</title>", attributes, content)
    }
    mutating func time(_ attributes: Attribute..., content: (inout HTML) -> Void) {
        element("<time", "</time>", attributes, content)
    }
}

/// Elements that hold a text.
extension HTML {
    mutating func p(_ text: String, _ attributes: Attribute...) {
        textElement("<p", "</p>", attributes, text)
    }
    mutating func h1(_ text: String, _ attributes: Attribute...) {
        textElement("<h1", "</h1>", attributes, text)
    }
    mutating func h2(_ text: String, _ attributes: Attribute...) {
        textElement("<h2", "</h2>", attributes, text)
    }
    mutating func h3(_ text: String, _ attributes: Attribute...) {
        textElement("<h3", "</h3>", attributes, text)
    }
    mutating func h4(_ text: String, _ attributes: Attribute...) {
        textElement("<h4", "</h4>", attributes, text)
    }
    mutating func li(_ text: String, _ attributes: Attribute...) {
        textElement("<li", "</li>", attributes, text)
    }
    mutating func dt(_ text: String, _ attributes: Attribute...) {
        textElement("<dt", "</dt>", attributes, text)
    }
    mutating func dd(_ text: String, _ attributes: Attribute...) {
        textElement("<dd", "</dd>", attributes, text)
    }
    mutating func td(_ text: String, _ attributes: Attribute...) {
        textElement("<td", "</td>", attributes, text)
    }
    mutating func th(_ text: String, _ attributes: Attribute...) {
        textElement("<th", "</th>", attributes, text)
    }
    mutating func span(_ text: String, _ attributes: Attribute...) {
        textElement("<span", "</span>", attributes, text)
    }
    mutating func a(_ text: String, _ attributes: Attribute...) {
        textElement("<a", "</a>", attributes, text)
    }
    mutating func strong(_ text: String, _ attributes: Attribute...) {
        textElement("<strong", "</strong>", attributes, text)
    }
    mutating func small(_ text: String, _ attributes: Attribute...) {
        textElement("<small", "</small>", attributes, text)
    }
    mutating func label(_ text: String, _ attributes: Attribute...) {
        textElement("<label", "</label>", attributes, text)
    }
    mutating func legend(_ text: String, _ attributes: Attribute...) {
        textElement("<legend", "</legend>", attributes, text)
    }
    mutating func button(_ text: String, _ attributes: Attribute...) {
        textElement("<button", "</button>", attributes, text)
    }
    mutating func option(_ text: String, _ attributes: Attribute...) {
        textElement("<option", "</option>", attributes, text)
    }
    mutating func summary(_ text: String, _ attributes: Attribute...) {
        textElement("<summary", "</summary>", attributes, text)
    }
    mutating func caption(_ text: String, _ attributes: Attribute...) {
        textElement("<caption", "</caption>", attributes, text)
    }
    mutating func ins(_ text: String, _ attributes: Attribute...) {
        textElement("<ins", "</ins>", attributes, text)
    }
    mutating func del(_ text: String, _ attributes: Attribute...) {
        textElement("<del", "</del>", attributes, text)
    }
    mutating func title(_ text: String, _ attributes: Attribute...) {
        textElement("<title", "</title>", attributes, text)
    }
    mutating func time(_ text: String, _ attributes: Attribute...) {
        textElement("<time", "</time>", attributes, text)
    }
}

/// Elements without contents.
extension HTML {
    mutating func input(_ attributes: Attribute...) {
        open("<input", attributes)
    }

    mutating func link(_ attributes: [Attribute]) {
        open("<link", attributes)
    }

    mutating func br() {
        literal("<br>")
    }

    /// A parser drops the first line break after the tag, so one of our own goes before the text.
    mutating func textArea(_ text: String, _ attributes: [Attribute]) {
        open("<textarea", attributes)
        literal("\n")
        quoted(text)
        literal("</textarea>")
    }
}
