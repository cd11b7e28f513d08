/// Answers of HTTP/1.1 (RFC 9112), as far as a gateway that knows their length sends them.
enum HTTPAnswer {
    /// The longest head that is waited for.
    private static let longestHead = 65_536

    /// The body of an answer that it cuts is the whole message.
    static func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        guard bytes.count - start >= 12 else { return .needsMore }
        guard bytes[start] == UInt8(ascii: "H"), bytes[start + 4] == UInt8(ascii: "/") else {
            return .violation("the server does not answer as HTTP/1.1 does")
        }
        guard let head = endOfHead(bytes, from: start) else {
            let isTooLong = bytes.count - start > longestHead
            return isTooLong ? .violation("the head of an answer is too long") : .needsMore
        }
        var length = 0
        var line = start
        while line < head - 2 {
            let end = endOfLine(bytes, from: line)
            if begins(bytes, at: line, with: "content-length:") {
                length = number(bytes, (line + 15)..<end)
            }
            if begins(bytes, at: line, with: "transfer-encoding:") {
                return .violation("the server sends its answers in chunks")
            }
            line = end + 2
        }
        guard length <= 1 << 26 else { return .violation("an answer is too long") }
        let end = head + length
        guard end <= bytes.count else { return .needsMore }
        return .answer(id: nil, body: start..<end, end: end)
    }

    static func status(_ bytes: Span<UInt8>, _ message: Range<Int>) -> Int32 {
        Int32(number(bytes, (message.lowerBound + 9)..<(message.lowerBound + 12)))
    }

    static func content(_ bytes: Span<UInt8>, _ message: Range<Int>) -> Range<Int> {
        (endOfHead(bytes, from: message.lowerBound) ?? message.upperBound)..<message.upperBound
    }

    /// Behind the empty line.
    private static func endOfHead(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var at = start + 3
        while at < bytes.count {
            if bytes[at] == 0x0A, bytes[at - 1] == 0x0D, bytes[at - 2] == 0x0A { return at + 1 }
            at += 1
        }
        return nil
    }

    private static func endOfLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while bytes[at] != 0x0D || bytes[at + 1] != 0x0A { at += 1 }
        return at
    }

    private static func begins(
        _ bytes: Span<UInt8>, at start: Int, with name: StaticString
    ) -> Bool {
        guard start + name.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<name.utf8CodeUnitCount {
            let byte = bytes[start + index]
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if unsafe lower != name.utf8Start[index] { return false }
        }
        return true
    }

    /// The digits at a place, behind spaces; what is none ends it.
    private static func number(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Int {
        var value = 0
        for index in place {
            let byte = bytes[index]
            if byte == 0x20 { continue }
            guard (0x30...0x39).contains(byte), value < 1 << 40 else { break }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
