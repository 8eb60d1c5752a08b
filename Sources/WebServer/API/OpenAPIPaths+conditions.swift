import AuditLedger
import Primitives
import Registers

extension OpenAPIPaths {
    /// The parameters that say which records a list or an export holds, and in which order.
    var conditions: [CanonicalJSON] {
        let columns = register.shownFields.map(\.field.column)
        let orders = (columns + columns.map { "-" + $0 }).map { CanonicalJSON.string($0) }
        return register.shownFields.flatMap { _, field in
            [
                Self.parameter(field.column, Self.filter(field), "この値の記録だけ（空の値は、未記入の記録だけ）")
            ] + ListOperator.all(for: field).map { condition(field, $0) }
        } + [
            Self.parameter("q", ["type": "string", "maxLength": 200], "言葉を含む記録だけ"),
            Self.parameter("sort", ["type": "string", "enum": .array(orders)], "並べる項目。「-」で大きい順"),
            Self.knownAt,
        ]
    }

    private func condition(_ field: FieldDescription, _ asks: ListOperator) -> CanonicalJSON {
        let words: CanonicalJSON = ["type": "string", "maxLength": 200]
        switch asks {
        case .has: return Self.parameter(asks.name(field), words, "言葉のすべてを含む記録だけ")
        case .words: return Self.parameter(asks.name(field), words, "名称に言葉のすべてを含む記録を指すものだけ")
        case .from: return Self.parameter(asks.name(field), bound(field), "この値からの記録だけ")
        case .to: return Self.parameter(asks.name(field), bound(field), "この値までの記録だけ")
        case .state:
            return Self.parameter(
                asks.name(field), ["type": "string", "enum": ["empty", "filled"]], "未記入の記録だけ、または記入のある記録だけ")
        case .anyOf:
            guard case .choice(let options) = field.kind else {
                return Self.parameter(asks.name(field), words, "")
            }
            let codes = options.map { CanonicalJSON.string($0.code) } + [.string(ListOperator.missing)]
            let schema: CanonicalJSON = [
                "type": "array", "minItems": 1, "maxItems": 100,
                "items": ["type": "string", "enum": .array(codes)],
            ]
            return [
                "name": .string(asks.name(field)), "in": "query", "required": false, "schema": schema,
                "style": "form", "explode": false,
                "description": "このどれかの記録だけ（「,」で区切る。「-」は未記入）",
            ]
        }
    }

    private func bound(_ field: FieldDescription) -> CanonicalJSON {
        guard field.kind == .integer else { return ["type": "string", "format": "date"] }
        return [
            "type": "integer", "maximum": .integer(Int(FieldChecks.integerLimit)),
            "minimum": .integer(-Int(FieldChecks.integerLimit)),
        ]
    }
}
