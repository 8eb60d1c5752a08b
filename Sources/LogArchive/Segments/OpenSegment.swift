import AuditLedger

/// A plain segment as it lies on the disk, and how far it is sound.
public final class OpenSegment: Sendable {
    public let name: SegmentName
    public let hasHeadline: Bool
    /// The tree over the headline and the sound blocks.
    public let frontier: MerkleFrontier
    public let recordCount: Int
    /// So many bytes from the beginning are whole blocks with their leaves.
    public let soundLength: Int
    private let file: MappedFile
    private let places: [Int]
    private let leaves: [Digest32]

    /// Reads and checks every block.
    public init(_ name: SegmentName, in folder: String) throws(LogArchiveError) {
        self.name = name
        file = try MappedFile(folder + "/" + name.path + SegmentFiles.open)
        let headline = name.headline
        var frontier = MerkleFrontier()
        var places: [Int] = []
        var leaves: [Digest32] = []
        var count = 0
        hasHeadline =
            file.bytes.count >= headline.count && file.bytes[..<headline.count].elementsEqual(headline)
        var place = hasHeadline ? headline.count : 0
        if hasHeadline {
            _ = frontier.append(MerkleHash.leaf(headline))
            while let block = LogBlock(file.bytes, at: place) {
                let end = place + block.bytes.count
                let leaf = block.leaf
                guard end + Digest32.byteCount <= file.bytes.count,
                    Digest32(bytes: file.bytes[end..<end + Digest32.byteCount]) == leaf
                else { break }
                _ = frontier.append(leaf)
                count += block.recordCount
                places.append(place)
                leaves.append(leaf)
                place = end + Digest32.byteCount
            }
        }
        self.frontier = frontier
        self.places = places
        self.leaves = leaves
        recordCount = count
        soundLength = place
    }

    public var blockCount: Int { places.count }

    /// Bytes behind the last sound block: torn by a power cut, or changed by somebody.
    public var tornLength: Int { file.bytes.count - soundLength }
    var tornBytes: [UInt8] { Array(file.bytes[soundLength...]) }

    /// The root when the segment had so many blocks; nil where it has fewer.
    func root(afterBlocks count: Int) -> Digest32? {
        guard count >= 0, count <= leaves.count else { return nil }
        var frontier = MerkleFrontier()
        _ = frontier.append(MerkleHash.leaf(name.headline))
        for leaf in leaves[..<count] { _ = frontier.append(leaf) }
        return frontier.root
    }

    /// The block with this number, counted from 0.
    public func block(_ number: Int) throws(LogArchiveError) -> LogBlock {
        guard let block = LogBlock(file.bytes, at: places[number]) else {
            throw .damaged(path: file.path, reason: "block \(number)")
        }
        return block
    }
}
