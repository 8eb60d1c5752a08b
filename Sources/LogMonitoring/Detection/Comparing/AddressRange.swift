import Glibc

/// A network in CIDR notation, IPv4 or IPv6.
public struct AddressRange: Sendable, Hashable {
    let address: [UInt8]
    let prefixLength: Int

    /// Nil where it is not `address/length` or an address alone. Bits behind the prefix are ignored.
    init?(_ text: String) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, let address = Self.address(String(first)) else { return nil }
        var length = address.count * 8
        if halves.count == 2 {
            guard let number = Int(halves[1]), (0...length).contains(number) else { return nil }
            length = number
        }
        self.address = address
        prefixLength = length
    }

    /// Whether an address as text lies in the range; what is no address does not.
    func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // The longest address, `ffff:…:255.255.255.255`, has 45 characters.
        guard (2...45).contains(text.count) else { return false }
        guard var other = Self.address(String(decoding: text, as: UTF8.self)) else { return false }
        if address.count == 4, other.count == 16, other.prefix(12).elementsEqual(Self.mapped) {
            other = Array(other.suffix(4))
        }
        guard other.count == address.count else { return false }
        let whole = prefixLength / 8
        guard other.prefix(whole).elementsEqual(address.prefix(whole)) else { return false }
        let rest = prefixLength % 8
        guard rest > 0 else { return true }
        let mask = UInt8.max << (8 - rest)
        return other[whole] & mask == address[whole] & mask
    }

    /// `::ffff:0:0/96`: IPv4 written as IPv6.
    private static let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    private static func address(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        if inet_pton(AF_INET6, text, &bytes) == 1 { return bytes }
        return nil
    }
}
