import CLibPQ

/// The answer to one statement while it is still being received, row by row.
final class RowStream {
    private var kept: [OpaquePointer] = []
    private var keptIndex = 0
    private var isReceived = false

    deinit { for index in keptIndex..<kept.count { PQclear(kept[index]) } }

    /// The next part, which the caller clears; nil at the end.
    func next(from connection: OpaquePointer) -> OpaquePointer? {
        if keptIndex < kept.count {
            defer { keptIndex += 1 }
            return kept[keptIndex]
        }
        guard !isReceived else { return nil }
        guard let result = PQgetResult(connection) else {
            isReceived = true
            return nil
        }
        return result
    }

    /// Takes the rest off the line, so that another statement can be asked meanwhile.
    func keepRest(from connection: OpaquePointer) {
        while !isReceived {
            if let result = PQgetResult(connection) { kept.append(result) } else { isReceived = true }
        }
    }

    /// Takes the rest off the line and forgets it.
    func discardRest(from connection: OpaquePointer) {
        while let result = next(from: connection) { PQclear(result) }
    }
}
