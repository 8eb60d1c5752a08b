/// Stub.
struct OddityFinder {
    let document: PolicyDocument
    let source: SourceText
    func oddities() -> [Oddity] { [] }
}
