import CByteScan

/// Which four bytes of a literal to look for: those that few texts and few other literals have.
struct GramChoice {
    private var shares: [UInt32: Int] = [:]

    init(_ literals: [[UInt8]]) {
        for literal in literals where literal.count >= 4 {
            for offset in 0...(literal.count - 4) { shares[Self.gram(literal, offset), default: 0] += 1 }
        }
    }

    static func gram(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes.withUnsafeBufferPointer { $0.baseAddress.map { toride_gram($0 + offset) } ?? 0 }
    }

    /// Where so many neighbouring grams begin, for a literal of at least three bytes more.
    func best(_ literal: [UInt8], _ neighbours: Int) -> Int {
        let costs = (0...(literal.count - 4)).map { offset in
            let gram = Self.gram(literal, offset)
            return shares[gram, default: 0] + (Self.common.contains(gram) ? 1_000 : 0)
        }
        let sums = (0...(costs.count - neighbours)).map { costs[$0..<$0 + neighbours].reduce(0, +) }
        return sums.indices.min { sums[$0] < sums[$1] } ?? 0
    }

    /// Grams of what stands in nearly every Windows event and web log.
    private static let common: Set<UInt32> = {
        let texts = [
            "c:\\windows\\system32\\", "c:\\program files (x86)\\",
            "c:\\users\\administrator\\appdata\\local\\",
            "\\appdata\\roaming\\temp\\", "microsoft.", "powershell.exe", "cmd.exe", ".dll", ".exe ",
            "http://www.",
            "https://", ".com/", "hklm\\software\\microsoft\\windows\\currentversion\\", "hku\\s-1-5-21-",
            "system\\currentcontrolset\\services\\", "value", "name", "-object ", " = ", "    ", "system.",
            "management.automation", "parameterbinding", "commandinvocation", "command", "process", "0x00",
            "0000", "----", "====", "\r\n\t\t", "version", "host", "user", "security", "event", "type",
            "null",
            "true", "false", "string", "windowspowershell\\v1.0\\", "the ", "file", "path", "local", "\", \"",
        ]
        var grams: Set<UInt32> = []
        for text in texts {
            let bytes = Array(text.utf8)
            for offset in 0..<max(0, bytes.count - 3) { grams.insert(gram(bytes, offset)) }
        }
        return grams
    }()
}
