import AuditLedger
import Foundation
import LogArchive
import Office
import Primitives
import Registers
import Storage

/// An hour of one source with what somebody else needs to see that it is whole and as it was received:
/// the lines, the
/// blocks as they were hashed, and the ledger's proof. docs/log-archive.md says how to verify it without us.
struct HourExport {
    private let station: LogStation

    init(_ station: LogStation) { self.station = station }

    /// - Returns: lines written.
    func write(_ hour: LogHour, entry: Int, to folder: String) throws -> Int {
        guard let name = SegmentName(path: hour.segment) else {
            throw LogWords.problem(.damaged(path: hour.segment, reason: "name"))
        }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw Problem("logs.export-exists", "\(folder) は既にあります。新しい名前を指定してください。")
        }
        let sealed = try station.archive.sealed(name)
        let proof = try station.office.recordProof(of: entry, LogHour.register.definition, by: .console)
        try DurableFile.makeFolder(folder)
        var (lines, blocks, count): ([UInt8], [UInt8], Int) = ([], name.headline, 0)
        let (linesFile, blocksFile) = (try create(folder + "/lines.log"), try create(folder + "/blocks.bin"))
        func pour() throws {
            try linesFile.write(contentsOf: Data(lines))
            try blocksFile.write(contentsOf: Data(blocks))
            (lines, blocks) = ([], [])
        }
        var failure: (any Error)?
        try sealed.forEachBlock { _, block in
            lines += block.bytes[block.payload]
            blocks += block.bytes
            count += block.recordCount
            guard blocks.count > 1 << 22 else { return true }
            do { try pour() } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
        try pour()
        try linesFile.close()
        try blocksFile.close()
        try DurableFile.write(
            [UInt8](try JSON.bytes(ExportedProof(proof, segment: name.path))), toPath: folder + "/proof.json")
        try DurableFile.write(Array(Self.readme(name, hour).utf8), toPath: folder + "/README.txt")
        return count
    }

    private func create(_ path: String) throws -> FileHandle {
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Problem("file.write", "ファイルを作れません：\(path)。空き容量と権限を確かめてください。") }
        return file
    }

    private static func readme(_ name: SegmentName, _ hour: LogHour) -> String {
        """
        保存したログの写し（\(name.hourText) UTC から一時間、\(hour.lineCount) 行）

        lines.log   受け取ったままの行
        blocks.bin  同じ行を、照合値の計算に使った形で並べたもの
        proof.json  照合値が記録台帳に載っていることの証明（署名つき）

        確かめるには、Toride のあるコンピューターで次を実行します。団体のデータは要りません。
          toride logs verify --export このフォルダー
        署名の鍵（proof.json の keys）が団体のものであることは、団体が外に控えている鍵と見比べてください。

        """
    }
}

/// `proof.json`.
struct ExportedProof: Codable {
    var version = 1
    var segment: String
    /// Of the ledger's entry: as hashed.
    var header: String
    /// Base64.
    var salt: String
    var body: String
    var leaf: String
    var index: Int
    var treeSize: Int
    var path: [String]
    var checkpoint: String
    var keys: [String]

    init(_ proof: RecordProof, segment: String) {
        self.segment = segment
        header = proof.header
        salt = Data(proof.salt).base64EncodedString()
        body = proof.body
        leaf = proof.leaf.base64
        index = proof.proof.leafIndex
        treeSize = proof.proof.treeSize
        path = proof.proof.path.map(\.base64)
        checkpoint = proof.checkpoint
        keys = proof.keys
    }
}
