import Testing

@testable import AuditLedger

@Suite struct MerkleProofTests {
    static let leaves = (0..<130).map { MerkleHash.leaf([UInt8($0)]) }

    /// The definition of RFC 9162 2.1.1, as slow and plain as it is written there.
    static func definedRoot(_ leaves: ArraySlice<Digest32>) -> Digest32 {
        guard let first = leaves.first else { return .ofNothing }
        guard leaves.count > 1 else { return first }
        var power = 1
        while power * 2 < leaves.count { power *= 2 }
        return MerkleHash.node(definedRoot(leaves.prefix(power)), definedRoot(leaves.dropFirst(power)))
    }

    static func flipped(_ digest: Digest32, at place: Int) -> Digest32 {
        var bytes = digest.bytes
        bytes[place % 32] ^= 1 << (place % 8)
        return Digest32(bytes: bytes) ?? .ofNothing
    }

    @Test func `the frontier has the root of the definition at every size`() throws {
        var frontier = MerkleFrontier()
        for size in 0...130 {
            #expect(frontier.root == Self.definedRoot(Self.leaves.prefix(size)), "size \(size)")
            #expect(try MerkleFrontier(bytes: frontier.bytes) == frontier, "size \(size)")
            let tree = MerkleTree(leaves: Array(Self.leaves.prefix(size)))
            #expect(try tree.root() == frontier.root)
            if size < 130 { _ = frontier.append(Self.leaves[size]) }
        }
    }

    @Test func `every inclusion proof verifies and none for another leaf, index, size or path`() throws {
        for size in 1...130 {
            let tree = MerkleTree(leaves: Array(Self.leaves.prefix(size)))
            let root = try tree.root()
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: index)
                let leaf = Self.leaves[index]
                #expect(proof.verifies(leaf: leaf, root: root), "leaf \(index) of \(size)")
                #expect(!proof.verifies(leaf: Self.flipped(leaf, at: size + index), root: root))
                #expect(!proof.verifies(leaf: leaf, root: Self.flipped(root, at: size + index)))
                for place in proof.path.indices {
                    var path = proof.path
                    path[place] = Self.flipped(path[place], at: place + size)
                    let wrong = InclusionProof(leafIndex: index, treeSize: size, path: path)
                    #expect(
                        !wrong.verifies(leaf: leaf, root: root), "leaf \(index) of \(size), path \(place)")
                }
                #expect(
                    !InclusionProof(leafIndex: index + 1, treeSize: size, path: proof.path)
                        .verifies(leaf: leaf, root: root))
                #expect(
                    !InclusionProof(leafIndex: index, treeSize: size, path: proof.path + [root])
                        .verifies(leaf: leaf, root: root))
                #expect(
                    !InclusionProof(leafIndex: index, treeSize: size, path: proof.path.dropLast())
                        .verifies(leaf: leaf, root: root) || proof.path.isEmpty)
            }
        }
    }

    @Test func `every consistency proof verifies and none for other roots or another path`() throws {
        let roots = (0...130).map { Self.definedRoot(Self.leaves.prefix($0)) }
        for later in 0...130 {
            let tree = MerkleTree(leaves: Array(Self.leaves.prefix(later)))
            for earlier in 0...later {
                let proof = try tree.consistencyProof(from: earlier)
                let sizes = "from \(earlier) to \(later)"
                #expect(proof.verifies(earlierRoot: roots[earlier], laterRoot: roots[later]), "\(sizes)")
                let place = earlier + later
                #expect(
                    !proof.verifies(
                        earlierRoot: Self.flipped(roots[earlier], at: place), laterRoot: roots[later]))
                if earlier > 0 {
                    let wrong = Self.flipped(roots[later], at: place)
                    #expect(!proof.verifies(earlierRoot: roots[earlier], laterRoot: wrong), "\(sizes)")
                }
                for step in proof.path.indices {
                    var path = proof.path
                    path[step] = Self.flipped(path[step], at: step + place)
                    let wrong = ConsistencyProof(earlierSize: earlier, laterSize: later, path: path)
                    #expect(!wrong.verifies(earlierRoot: roots[earlier], laterRoot: roots[later]), "\(sizes)")
                }
                let longer = ConsistencyProof(
                    earlierSize: earlier, laterSize: later, path: proof.path + [roots[later]])
                #expect(!longer.verifies(earlierRoot: roots[earlier], laterRoot: roots[later]), "\(sizes)")
            }
        }
    }

    @Test func `the addresses that a proof announces are the ones that it needs`() throws {
        var stored: [MerkleAddress: Digest32] = [:]
        var frontier = MerkleFrontier()
        for (index, leaf) in Self.leaves.enumerated() {
            stored[MerkleAddress(level: 0, index: index)] = leaf
            for node in frontier.append(leaf) { stored[node.address] = node.hash }
        }
        for (index, size) in [(0, 1), (3, 7), (64, 130), (129, 130), (100, 101)] {
            let needed = try MerkleTree.addressesForInclusion(of: index, in: size)
            let read = stored.filter { needed.contains($0.key) }
            let proof = try MerkleTree(size: size, stored: read).inclusionProof(of: index)
            #expect(
                proof.verifies(leaf: Self.leaves[index], root: Self.definedRoot(Self.leaves.prefix(size))))
            let between = try MerkleTree.addressesForConsistency(from: index, to: size)
            let part = stored.filter { between.contains($0.key) }
            _ = try MerkleTree(size: size, stored: part).consistencyProof(from: index)
        }
        for size in 0...130 {
            let rebuilt = try MerkleFrontier(size: size) { address throws(AuditLedgerError) in
                guard let hash = stored[address] else { throw .nodeMissing(address) }
                return hash
            }
            #expect(rebuilt.root == Self.definedRoot(Self.leaves.prefix(size)))
        }
    }

    @Test func `what is outside the tree is refused, and so is a frontier of the wrong length`() {
        let tree = MerkleTree(leaves: Array(Self.leaves.prefix(5)))
        #expect(throws: AuditLedgerError.proofOutOfRange(asked: 5, size: 5)) {
            try tree.inclusionProof(of: 5)
        }
        #expect(throws: AuditLedgerError.proofOutOfRange(asked: -1, size: 5)) {
            try tree.inclusionProof(of: -1)
        }
        #expect(throws: AuditLedgerError.proofOutOfRange(asked: 6, size: 5)) {
            try tree.consistencyProof(from: 6)
        }
        #expect(throws: AuditLedgerError.frontierRefused(byteCount: 3)) {
            try MerkleFrontier(bytes: [0, 0, 0])
        }
        #expect(throws: AuditLedgerError.self) { try MerkleFrontier(bytes: [0, 0, 0, 0, 0, 0, 0, 1]) }
        #expect(throws: AuditLedgerError.self) { try MerkleFrontier(bytes: Array(repeating: 255, count: 8)) }
    }
}
