import Primitives
import Registers
import Storage

/// Which records a call asks for: the conditions of a list's page, under the same names, with values as the
/// API writes them.
enum APIListQuery {
    /// The names of all conditions on the fields of a register.
    static func parameters(_ register: RegisterDefinition) -> Set<String> {
        Set(
            register.shownFields.flatMap { _, field in
                [field.column] + ListOperator.all(for: field).map { $0.name(field) }
            })
    }

    /// Conditions and order; what cannot be read is refused.
    static func query(_ call: APICall, _ register: RegisterDefinition) throws -> ListQuery {
        var query = ListQuery()
        for (_, field) in register.shownFields {
            if call.query.has(field.column) {
                query.filters[field.column] = try register.filter(call.query[field.column], field)
            }
            for asks in ListOperator.all(for: field) where call.query.has(asks.name(field)) {
                try add(
                    call.query.all(asks.name(field)).joined(separator: ","), asks, field, register, &query)
            }
        }
        query.words = FieldChecks.cleaned(call.query["q"], keepsLines: false)
            .split(whereSeparator: \.isWhitespace).prefix(SearchWords.limit).map(String.init)
        let sort = call.query["sort"]
        if !sort.isEmpty {
            query.descending = sort.hasPrefix("-")
            let column = query.descending ? String(sort.dropFirst()) : sort
            guard register.shownFields.contains(where: { $0.field.column == column }) else {
                throw APIProblem.parameter("sort", "項目の名前を入れてください。")
            }
            query.sortColumn = column
        }
        return query
    }

    private static func add(
        _ written: String, _ asks: ListOperator, _ field: FieldDescription, _ register: RegisterDefinition,
        _ query: inout ListQuery
    ) throws {
        let written = FieldChecks.cleaned(written, keepsLines: false)
        if asks == .words, let filter = ListOperator.linkFilter(written, field) {
            query.linkFilters.append(filter)
            return
        }
        let test = asks.test(written, field) { text in
            // Empty is no value of its own here, and days are ISO alone.
            text.isEmpty ? nil : try? register.filter(text, field)
        }
        guard let test else { throw APIProblem.parameter(asks.name(field), "値の形を確かめてください。") }
        query.conditions.append(FieldCondition(field.column, test))
    }

    /// Where the page begins.
    static func place(_ call: APICall) throws -> ListCursor? {
        let after = call.query["after"]
        guard !after.isEmpty else { return nil }
        guard FieldChecks.cleaned(after, keepsLines: true) == after, let cursor = ListCursor(text: after)
        else { throw APIProblem.parameter("after", "前の答えの next をそのまま入れてください。") }
        return cursor
    }
}

extension RegisterDefinition {
    /// Writes what a list adds up to, by column.
    func write(_ totals: ListTotals, into json: inout JSONText) {
        json.object { json in
            json.name("choices")
            json.object { json in
                for choice in totals.choices {
                    json.name(fields[choice.field].column)
                    json.object { json in
                        for (value, count) in zip(fields[choice.field].kind.countedValues, choice.counts) {
                            json.name(value.text ?? (value == .integer(1) ? "true" : "false"))
                            json.integer(Int64(count))
                        }
                        json.name("")
                        json.integer(Int64(choice.emptyCount))
                    }
                }
            }
            json.name("sums")
            json.object { json in
                for sum in totals.sums {
                    json.name(fields[sum.field].column)
                    if let whole = sum.sum { json.integer(whole) } else { json.null() }
                }
            }
        }
    }
}
