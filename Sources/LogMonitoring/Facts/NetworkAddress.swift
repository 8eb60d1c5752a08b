import Glibc

/// An address of IPv4 or IPv6. IPv4 written as IPv6 is IPv4.
enum NetworkAddress: Hashable, Sendable {
    case four(UInt32)
    case six(UInt128)

    init?(_ text: String) {
        var text = text
        guard let found = text.withUTF8({ NetworkAddress($0) }) else { return nil }
        self = found
    }

    /// Nil where the bytes are no address.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if let four = Self.four(text) {
            self = .four(four)
            return
        }
        guard (2...45).contains(text.count), text.contains(UInt8(ascii: ":")) else { return nil }
        var bytes = in6_addr()
        guard inet_pton(AF_INET6, String(decoding: text, as: UTF8.self), &bytes) == 1 else { return nil }
        let number = withUnsafeBytes(of: &bytes) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
        self = number >> 32 == 0xFFFF ? .four(UInt32(truncatingIfNeeded: number)) : .six(number)
    }

    @inline(__always)
    private static func four(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard (7...15).contains(text.count) else { return nil }
        var (address, part, digits, points): (UInt32, UInt32, Int, Int) = (0, 0, 0, 0)
        for byte in text {
            let digit = UInt32(byte &- 0x30)
            if digit <= 9 {
                part = part &* 10 &+ digit
                digits &+= 1
                if digits > 3 || part > 255 { return nil }
            } else if byte == 0x2E, digits > 0, points < 3 {
                address = address &<< 8 | part
                (part, digits, points) = (0, 0, points &+ 1)
            } else {
                return nil
            }
        }
        return points == 3 && digits > 0 ? address &<< 8 | part : nil
    }

    /// Belongs to no place: this host, many at once, or nothing yet.
    var isOfNoPlace: Bool {
        switch self {
        case .four(let number):
            number >> 24 == 0 || number >> 24 == 127 || number >= 0xE000_0000 || number >> 16 == 0xA9FE
        case .six(let number): number <= 1 || number >> 120 == 0xFF || number >> 118 == 0x3FA
        }
    }

    /// Not routed on the internet.
    var isPrivate: Bool {
        switch self {
        case .four(let number):
            number >> 24 == 10 || number >> 20 == 0xAC1 || number >> 16 == 0xC0A8
                || number >> 22 == 0x64400000 >> 22
        case .six(let number): number >> 121 == 0x7E
        }
    }
}

/// Addresses from the first to the last.
struct AddressSpan: Hashable, Sendable {
    let first: NetworkAddress
    let last: NetworkAddress

    /// `10.1.0.0/16`, `10.1.2.3`, `10.1.2.3-10.1.2.9`; nil for anything else.
    init?(_ text: String) {
        let tidy = text.split { $0 == " " || $0 == "\u{3000}" || $0 == "\t" }.joined()
        let ends = tidy.split { "-~〜～".contains($0) }.map(String.init)
        if ends.count == 2, let first = NetworkAddress(ends[0]), let last = NetworkAddress(ends[1]) {
            self.init(first, last)
            return
        }
        let halves = tidy.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(halves.count), let address = NetworkAddress(halves[0]) else { return nil }
        guard halves.count == 2 else {
            self.init(address, address)
            return
        }
        guard let length = Int(halves[1]), length >= 0 else { return nil }
        switch address {
        case .four(let number) where length <= 32:
            let mask = length == 0 ? 0 : UInt32.max << (32 - UInt32(length))
            self.init(.four(number & mask), .four(number | ~mask))
        case .six(let number) where length <= 128:
            let mask = length == 0 ? 0 : UInt128.max << (128 - UInt128(length))
            self.init(.six(number & mask), .six(number | ~mask))
        default: return nil
        }
    }

    private init?(_ first: NetworkAddress, _ last: NetworkAddress) {
        switch (first, last) {
        case (.four(let from), .four(let to)) where from <= to: break
        case (.six(let from), .six(let to)) where from <= to: break
        default: return nil
        }
        self.first = first
        self.last = last
    }

    /// Every span of a field in which people write several; what is no address is returned beside.
    static func all(in text: String) -> (spans: [AddressSpan], unread: [String]) {
        var spans: [AddressSpan] = []
        var unread: [String] = []
        for piece in text.split(whereSeparator: { ",;、，；\n\r・".contains($0) }) {
            let tidy = piece.filter { !$0.isWhitespace }
            if tidy.isEmpty { continue }
            if let span = AddressSpan(String(tidy)) {
                spans.append(span)
            } else if let several = words(piece) {
                spans += several
            } else {
                unread.append(String(piece))
            }
        }
        return (spans, unread)
    }

    /// Addresses with nothing but blanks between them.
    private static func words(_ piece: Substring) -> [AddressSpan]? {
        let words = piece.split(whereSeparator: \.isWhitespace).map { AddressSpan(String($0)) }
        let found = words.compactMap(\.self)
        return found.count == words.count && found.count > 1 ? found : nil
    }

    func contains(_ address: NetworkAddress) -> Bool {
        switch (first, last, address) {
        case (.four(let from), .four(let to), .four(let number)): from <= number && number <= to
        case (.six(let from), .six(let to), .six(let number)): from <= number && number <= to
        default: false
        }
    }

    /// How many addresses beyond the first, for finding the narrowest.
    var width: UInt128 {
        switch (first, last) {
        case (.four(let from), .four(let to)): UInt128(to - from)
        case (.six(let from), .six(let to)): to - from
        default: .max
        }
    }
}

/// Which of many spans an address lies in: the narrowest, found in a sorted list of their edges.
struct AddressTable: Sendable {
    private var starts: [UInt32] = [0]
    private var values: [Int32] = [-1]
    private var wide: [(span: AddressSpan, value: Int)] = []

    init(_ entries: [(span: AddressSpan, value: Int)]) {
        // Narrow ones are laid over wide ones.
        let ordered = entries.sorted { $0.span.width > $1.span.width }
        wide = ordered.filter { if case .six = $0.span.first { true } else { false } }.reversed()
        let four = ordered.compactMap { entry -> (from: UInt32, to: UInt32, value: Int)? in
            guard case .four(let from) = entry.span.first, case .four(let to) = entry.span.last else {
                return nil
            }
            return (from, to, entry.value)
        }
        var edges: Set<UInt32> = [0]
        for entry in four {
            edges.insert(entry.from)
            if entry.to < .max { edges.insert(entry.to + 1) }
        }
        starts = edges.sorted()
        values = starts.map { start in
            Int32(four.last { $0.from <= start && start <= $0.to }?.value ?? -1)
        }
    }

    /// Nil where no span has it.
    func value(_ address: NetworkAddress) -> Int? {
        guard case .four(let number) = address else {
            return wide.first { $0.span.contains(address) }?.value
        }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= number { low = middle } else { high = middle }
        }
        return values[low] < 0 ? nil : Int(values[low])
    }
}
