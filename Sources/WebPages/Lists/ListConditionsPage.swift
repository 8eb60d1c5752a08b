/// The form of everything that a list may be asked: a condition for each field, the order and the columns.
public struct ListConditionsPage: Page {
    /// The register's name in the address.
    public var register: String
    /// The register's title.
    public var registerTitle: String
    /// Kept beside the form, such as the day on which the list is looked at.
    public var kept: [QueryItem]
    /// One a field of the register.
    public var groups: [Group]
    /// How the list is ordered.
    public var order: [FormField]
    /// Which columns it shows.
    public var columns: FormField
    /// The list as it is, for the way back.
    public var list: [QueryItem]

    /// What may be asked of one field.
    public struct Group: Sendable {
        /// The field's title.
        public var title: String
        /// Its controls.
        public var fields: [FormField]

        /// Every part by name.
        public init(title: String, fields: [FormField]) {
            self.title = title
            self.fields = fields
        }
    }

    /// Every part by name.
    public init(
        register: String, registerTitle: String, kept: [QueryItem], groups: [Group], order: [FormField],
        columns: FormField, list: [QueryItem]
    ) {
        self.register = register
        self.registerTitle = registerTitle
        self.kept = kept
        self.groups = groups
        self.order = order
        self.columns = columns
        self.list = list
    }

    public var title: String { "\(registerTitle)の詳しい条件" }
    public var place: MenuPlace? { .registers }

    public func write(into html: inout HTML) {
        html.trail([LinkText("台帳", .registers), LinkText(registerTitle, .register(register), query: list)])
        html.h1(title)
        html.p(
            "入れた条件のすべてにあてはまる記録が出ます。条件はアドレスに入るので、そのまま同僚に送れます。見える記録は、見る人の権限で決まります。",
            .class("lead"))
        html.errorList(groups.flatMap(\.fields))
        html.query(to: .listConditions(register), .class("conditions-form")) { html in
            html.field(.hidden("go", "yes"))
            for item in kept { html.field(.hidden(item.name, item.value)) }
            html.field(
                FormField(
                    "q", "どこかに含む言葉", .text(maximumLength: 100),
                    value: list.first { $0.name == "q" }?.value ?? ""))
            html.h2("項目ごとの条件")
            for group in groups { self.group(group, into: &html) }
            html.h2("並びと項目")
            html.fieldset(.class("condition")) { html in
                html.legend("並び")
                html.div(.class("condition-fields")) { html in for field in order { html.field(field) } }
            }
            html.div(.class("condition")) { $0.field(columns) }
            html.div(.class("buttons")) { html in
                html.button("この条件で出す", .type("submit"), .class("primary"))
                html.a(
                    "条件をすべて外す", .href(.register(register), query: RegisterListPage.everything),
                    .class("button"))
                html.a(
                    "やめて一覧へ戻る",
                    .href(.register(register), query: list.isEmpty ? RegisterListPage.everything : list),
                    .class("button"))
            }
        }
    }

    private func group(_ group: Group, into html: inout HTML) {
        html.fieldset(.class("condition")) { html in
            html.legend(group.title)
            html.div(.class("condition-fields")) { html in
                for field in group.fields { html.field(field) }
            }
        }
    }
}
