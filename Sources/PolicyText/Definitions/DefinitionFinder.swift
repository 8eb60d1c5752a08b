/// Stub.
struct DefinitionFinder {
    func definitions(in clauses: [Clause]) -> [Definition] { [] }
}
