/// Labels of internationalized names: `xn--…` to the characters it stands for (RFC 3492).
enum Punycode {
    /// The label as people see it; what is no Punycode stays as it is.
    static func shown(_ label: Substring) -> String {
        guard label.hasPrefix("xn--"), let decoded = decoded(label.dropFirst(4)) else { return String(label) }
        return decoded
    }

    private static func decoded(_ text: Substring) -> String? {
        guard text.utf8.count <= 63 else { return nil }
        var output: [UInt32] = []
        var input = Array(text.utf8)
        if let cut = input.lastIndex(of: 0x2D) {
            output = input[..<cut].map(UInt32.init)
            input = Array(input[(cut + 1)...])
        }
        var (number, place, bias) = (128, 0, 72)
        var position = 0
        while position < input.count {
            let old = place
            var (weight, step) = (1, 36)
            while true {
                guard position < input.count, let digit = digit(input[position]) else { return nil }
                position += 1
                place += digit * weight
                let threshold = step <= bias ? 1 : step >= bias + 26 ? 26 : step - bias
                if digit < threshold { break }
                weight *= 36 - threshold
                step += 36
                if weight > 1 << 30 || place > 1 << 30 { return nil }
            }
            let count = output.count + 1
            bias = adapted(place - old, count, isFirst: old == 0)
            number += place / count
            place %= count
            guard number <= 0x10FFFF else { return nil }
            output.insert(UInt32(number), at: place)
            place += 1
        }
        var scalars = String.UnicodeScalarView()
        for value in output {
            guard let scalar = Unicode.Scalar(value) else { return nil }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x30...0x39: Int(byte) - 0x30 + 26
        default: nil
        }
    }

    private static func adapted(_ difference: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? difference / 700 : difference / 2
        delta += delta / count
        var steps = 0
        while delta > 455 {
            delta /= 35
            steps += 36
        }
        return steps + 36 * delta / (delta + 38)
    }
}
