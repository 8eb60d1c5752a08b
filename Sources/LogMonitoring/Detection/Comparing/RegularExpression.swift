import CPCRE2

/// A regular expression of a rule, compiled by PCRE2 to machine code, with a limit on its work.
public struct RegularExpression: Sendable, Hashable {
    public struct Flags: OptionSet, Sendable, Hashable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let ignoringCase = Flags(rawValue: 1)
        public static let multipleLines = Flags(rawValue: 2)
        public static let dotIsAnything = Flags(rawValue: 4)
    }

    let pattern: String
    let flags: Flags
    let code: CompiledExpression

    /// - Throws: `regular-expression` with PCRE2's words and the place.
    init(_ pattern: String, flags: Flags) throws(RuleRefusal) {
        self.pattern = pattern
        self.flags = flags
        code = try CompiledExpression(pattern, flags)
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.pattern == right.pattern && left.flags == right.flags
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(pattern)
        hasher.combine(flags.rawValue)
    }
}

/// PCRE2's own object. Immutable after its making, so it may be used by several threads.
final class CompiledExpression: @unchecked Sendable {
    private let code: OpaquePointer

    init(_ pattern: String, _ flags: RegularExpression.Flags) throws(RuleRefusal) {
        // Bytes that are no UTF-8 match nothing, instead of ending the search with an error.
        var options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if flags.contains(.ignoringCase) { options |= UInt32(PCRE2_CASELESS) }
        if flags.contains(.multipleLines) { options |= UInt32(PCRE2_MULTILINE) }
        if flags.contains(.dotIsAnything) { options |= UInt32(PCRE2_DOTALL) }
        var number: Int32 = 0
        var place = 0
        let bytes = Array(pattern.utf8)
        guard bytes.count <= Self.longestPattern else {
            throw RuleRefusal(.regularExpression, "the pattern has more than \(Self.longestPattern) bytes")
        }
        guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &place, nil) else {
            throw RuleRefusal(.regularExpression, "\(Self.words(number)), at byte \(place) of \(pattern)")
        }
        self.code = code
        // Where the machine has no just-in-time compiler, the interpreter gives the same answers.
        _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    }

    deinit { pcre2_code_free_8(code) }

    /// - Returns: nil where the limit was reached before an answer.
    func matches(_ value: UnsafeBufferPointer<UInt8>, _ scratch: ExpressionScratch) -> Bool? {
        var none: UInt8 = 0
        let status = withUnsafePointer(to: &none) { empty in
            pcre2_match_8(
                code, value.baseAddress ?? empty, value.count, 0, 0, scratch.match, scratch.context)
        }
        if status >= 0 { return true }
        return status == PCRE2_ERROR_NOMATCH ? false : nil
    }

    private static let longestPattern = 16_384

    private static func words(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
    }
}

/// What a match writes to, and the limits it keeps. One for each thread.
final class ExpressionScratch {
    let match: OpaquePointer?
    let context: OpaquePointer?

    /// Steps of a match. An ordinary one takes a few hundred; a pattern like `(a+)+$` reaches this in
    /// milliseconds.
    static let stepLimit: UInt32 = 200_000

    init() {
        match = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(context, Self.stepLimit)
        pcre2_set_heap_limit_8(context, 1024)
    }

    deinit {
        pcre2_match_data_free_8(match)
        pcre2_match_context_free_8(context)
    }
}
