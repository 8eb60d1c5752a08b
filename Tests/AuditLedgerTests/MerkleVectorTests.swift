import Testing

@testable import AuditLedger

/// The eight leaves that certificate-transparency implementations have shared since RFC 6962.
enum WellKnownTree {
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
        Array(0x60...0x6f),
    ]
    static let hashes = leaves.map { MerkleHash.leaf($0) }
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
}

@Suite struct MerkleVectorTests {
    @Test func `the empty tree has the hash of nothing as its root`() throws {
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(MerkleFrontier().root.hex == expected)
        #expect(try MerkleTree(leaves: []).root().hex == expected)
    }

    @Test(arguments: 1...8)
    func `the well-known tree has its published roots`(size: Int) throws {
        var frontier = MerkleFrontier()
        for leaf in WellKnownTree.hashes.prefix(size) { _ = frontier.append(leaf) }
        #expect(frontier.root.hex == WellKnownTree.roots[size - 1])
        #expect(
            try MerkleTree(leaves: WellKnownTree.hashes).root(size: size).hex == WellKnownTree.roots[size - 1]
        )
    }

    /// Leaf index counted from 0, tree size, path.
    static let inclusion: [(Int, Int, [String])] = [
        (0, 1, []),
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ]

    @Test(arguments: inclusion)
    func `published inclusion proofs are generated and verified`(
        leafIndex: Int, size: Int, path: [String]
    ) throws {
        let proof = try MerkleTree(leaves: Array(WellKnownTree.hashes.prefix(size))).inclusionProof(
            of: leafIndex)
        #expect(proof.path.map(\.hex) == path)
        let root = try Digest32(hex: WellKnownTree.roots[size - 1])
        #expect(proof.verifies(leaf: WellKnownTree.hashes[leafIndex], root: root))
    }

    static let consistency: [(Int, Int, [String])] = [
        (1, 1, []),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
        (
            6, 7,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
    ]

    @Test(arguments: consistency)
    func `published consistency proofs are generated and verified`(
        earlier: Int, later: Int, path: [String]
    ) throws {
        let tree = MerkleTree(leaves: Array(WellKnownTree.hashes.prefix(later)))
        let proof = try tree.consistencyProof(from: earlier)
        #expect(proof.path.map(\.hex) == path)
        let roots = try [earlier, later].map { try Digest32(hex: WellKnownTree.roots[$0 - 1]) }
        #expect(proof.verifies(earlierRoot: roots[0], laterRoot: roots[1]))
    }
}
