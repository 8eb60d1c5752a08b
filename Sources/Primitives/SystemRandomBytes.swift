import Glibc
import Synchronization

/// The operating system's random bytes, taken from it in blocks: a group of acts needs some thousand of them
/// in pieces of ten and thirty-two, and a system call for every eight would cost more than their hashing.
///
/// What is handed out is wiped here, so that no byte can be found in memory, or handed out, a second time. A
/// process that forks without exec would share a block with its child; this program never does.
final class SystemRandomBytes: Sendable {
    private struct Block {
        var bytes = [UInt8](repeating: 0, count: SystemRandomBytes.blockByteCount)
        var used = SystemRandomBytes.blockByteCount
    }

    /// The most that the system hands over at once (getentropy(3)).
    private static let blockByteCount = 256

    private let block = Mutex(Block())

    /// That many bytes.
    func bytes(_ count: Int) -> [UInt8] {
        block.withLock { block in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count)
            while bytes.count < count {
                if block.used == Self.blockByteCount { Self.refill(&block) }
                let end = min(block.used + count - bytes.count, Self.blockByteCount)
                bytes.append(contentsOf: block.bytes[block.used..<end])
                while block.used < end {
                    block.bytes[block.used] = 0
                    block.used += 1
                }
            }
            return bytes
        }
    }

    private static func refill(_ block: inout Block) {
        // It fails only where the system has no source of random bytes at all; nothing may go on then.
        let status = block.bytes.withUnsafeMutableBytes { memory in
            memory.baseAddress.map { getentropy($0, memory.count) } ?? -1
        }
        precondition(status == 0, "the operating system gives no random bytes")
        block.used = 0
    }
}
