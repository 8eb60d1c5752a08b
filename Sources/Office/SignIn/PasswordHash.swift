import CryptoExtras
import Foundation
import Primitives

/// A password as it is kept: scrypt (RFC 7914) with its parameters and salt beside it.
///
/// A hash takes about a quarter of a second and 32 MiB on purpose; never compute one on an event loop, nor
/// more than two at once.
public enum PasswordHash {
    /// The fewest characters that a new password may have.
    public static let fewestCharacters = 12
    private static let (rounds, blockSize, parallelism) = (1 << 15, 8, 3)

    /// `scrypt$32768$8$3$salt$hash`, salt and hash in hexadecimal.
    ///
    /// - Parameter salt: 16 random bytes.
    public static func text(of password: Secret, salt: [UInt8]) throws -> String {
        let hash = try derived(password, salt: salt, rounds, blockSize, parallelism)
        return ["scrypt", "\(rounds)", "\(blockSize)", "\(parallelism)", hex(salt), hex(hash)].joined(
            separator: "$")
    }

    /// Whether the password is the one that was hashed; false for a text that is no hash.
    public static func matches(_ password: Secret, _ text: String) -> Bool {
        let parts = text.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let block = Int(parts[2]),
            let parallel = Int(parts[3]), (1 << 10...1 << 18).contains(rounds), (1...16).contains(block),
            (1...16).contains(parallel), let salt = bytes(parts[4]), bytes(parts[5]) != nil,
            let hash = try? derived(password, salt: salt, rounds, block, parallel)
        else { return false }
        return Secret(hex(hash)).matches(Secret(String(parts[5])))
    }

    /// What is wrong with a new password; nil where it will do.
    public static func problem(_ password: Secret, login: String) -> Problem? {
        let text = password.revealed
        if text.count < fewestCharacters {
            return Problem(
                "password.short", "パスワードは\(fewestCharacters)文字以上にしてください。覚えやすい言葉を3つつなげると安全です。",
                field: "password")
        }
        if text.lowercased().contains(login.lowercased()) || Set(text).count < 4 {
            return Problem(
                "password.weak", "利用者名を含むものや、同じ文字ばかりのものは使えません。別のパスワードにしてください。",
                field: "password")
        }
        return nil
    }

    private static func derived(
        _ password: Secret, salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
    ) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.revealed.utf8), salt: Data(salt), outputByteCount: 32, rounds: rounds,
            blockSize: blockSize, parallelism: parallelism, maxMemory: 256 << 20)
        return key.withUnsafeBytes { Array($0) }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = Array(text)
        guard digits.count % 2 == 0, !digits.isEmpty else { return nil }
        return stride(from: 0, to: digits.count, by: 2).reduce(into: [UInt8]?.some([])) { bytes, index in
            guard let byte = UInt8(String(digits[index...index + 1]), radix: 16) else {
                bytes = nil
                return
            }
            bytes?.append(byte)
        }
    }
}
