import AuditLedger
import Foundation
import LogArchive
import Primitives
import Storage

/// What `logs export` wrote, verified from its own files alone.
struct ExportedHour {
    private let folder: String

    init(folder: String) { self.folder = folder }

    /// Each step with its answer; none is left out where an earlier one failed.
    struct Verification: Encodable {
        let version = 1
        var holds = true
        var steps: [Step] = []
        /// Keys that signed: to be held against what the organization keeps outside.
        var signedBy: [String] = []

        struct Step: Encodable {
            let step: String
            let holds: Bool
            let sentence: String
        }

        mutating func add(_ step: String, _ isTrue: Bool, _ words: String) {
            steps.append(Step(step: step, holds: isTrue, sentence: words))
            holds = holds && isTrue
        }

        var lines: [String] {
            steps.map { "\($0.holds ? "合っています" : "合いません")：\($0.sentence)" }
                + signedBy.map { "署名の鍵：\($0)（団体が外に控えている鍵と見比べてください）" }
        }
    }

    /// - Throws: `Problem` where a file is missing or is none of ours.
    func verify() throws -> Verification {
        var result = Verification()
        let json = Data(try DurableFile.read(folder + "/proof.json"))
        guard let proof = try? JSONDecoder().decode(ExportedProof.self, from: json),
            let name = SegmentName(path: proof.segment), let salt = Data(base64Encoded: proof.salt)
        else {
            throw Problem("logs.export-unreadable", "\(folder)/proof.json を読めません。書き出したままのファイルかを確かめてください。")
        }
        let (root, lines) = try blocks(name)
        let kept = try DurableFile.read(folder + "/lines.log")
        result.add("lines", lines == kept, "lines.log の行と blocks.bin の行")
        let body = (try? JSONSerialization.jsonObject(with: Data(proof.body.utf8))) as? [String: Any]
        let said = body?["fields"] as? [String: Any]
        result.add("root", root != nil && said?["root"] as? String == root?.hex, "行から計算した照合値と、記録の照合値")
        result.add("segment", said?["segment"] as? String == proof.segment, "記録の送信元と時間")
        let leaf = LedgerLeaf.hash(
            header: Array(proof.header.utf8), salt: [UInt8](salt), body: Array(proof.body.utf8))
        let path = proof.path.compactMap { try? Digest32(base64: $0) }
        let keys = proof.keys.compactMap { try? NoteVerifierKey(parsing: $0) }
        let note = try? SignedNote(parsing: proof.checkpoint).opened(by: keys)
        let checkpoint = note.flatMap { try? LedgerCheckpoint(parsing: $0.text) }
        result.add("signature", checkpoint != nil && note?.signers.isEmpty == false, "記録台帳の控えの署名")
        let inclusion = InclusionProof(leafIndex: proof.index, treeSize: proof.treeSize, path: path)
        let isIncluded =
            checkpoint.map { $0.size == proof.treeSize && inclusion.verifies(leaf: leaf, root: $0.root) }
            ?? false
        result.add(
            "inclusion", isIncluded && path.count == proof.path.count && leaf.base64 == proof.leaf,
            "記録が記録台帳に載っていること")
        result.signedBy = note?.signers.map(\.text) ?? []
        return result
    }

    /// The root over the blocks, nil where they are not whole, and the lines in them.
    private func blocks(_ name: SegmentName) throws -> (root: Digest32?, lines: [UInt8]) {
        let bytes = try DurableFile.read(folder + "/blocks.bin")
        guard bytes.starts(with: name.headline) else { return (nil, []) }
        var frontier = MerkleFrontier()
        _ = frontier.append(MerkleHash.leaf(name.headline))
        var (place, lines): (Int, [UInt8]) = (name.headline.count, [])
        bytes.withUnsafeBytes { bytes in
            while place < bytes.count, let block = LogBlock(bytes, at: place) {
                _ = frontier.append(block.leaf)
                lines += block.bytes[block.payload]
                place += block.bytes.count
            }
        }
        return (place == bytes.count ? frontier.root : nil, lines)
    }
}
