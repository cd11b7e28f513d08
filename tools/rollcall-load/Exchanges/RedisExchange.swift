/// GET, or SET, of a value of 71 bytes by a user's number, in RESP: the yardstick of GOALS that
/// stands beside the look-up by phone. Source: redis.io, "Redis serialization protocol".
struct RedisExchange: FillingExchange {
    enum Asked: Sendable {
        /// Users chosen at random, without end.
        case get(seed: UInt64)
        /// Every user once.
        case set
    }

    /// Bytes of a value, which begins with the user's uuid.
    static let valueLength = 71

    private let population: Population
    private let asked: Asked
    private let pattern: [UInt8]
    private let numberOffset: Int
    private let valueOffset: Int
    private var random = SplitMix64(seed: 0)
    private(set) var begun = 0
    private var expected = ExpectedText()

    init(_ asked: Asked, _ population: Population) {
        self.asked = asked
        self.population = population
        let number = Population.string(.phoneNumber, of: 0)
        let key = "$\(number.utf8.count)\r\n\(number)\r\n"
        let text: String
        switch asked {
        case .get(let seed):
            random = SplitMix64(seed: seed)
            text = "*2\r\n$3\r\nGET\r\n" + key
            valueOffset = 0
        case .set:
            let value = String(repeating: ".", count: RedisExchange.valueLength)
            let head = "*3\r\n$3\r\nSET\r\n" + key + "$\(RedisExchange.valueLength)\r\n"
            text = head + value + "\r\n"
            valueOffset = head.utf8.count
        }
        pattern = Array(text.utf8)
        // "*2\r\n$3\r\nGET\r\n$12\r\n" stands before the number.
        numberOffset = 18
    }

    mutating func next() -> Call? {
        guard case .set = asked else { return Call(user: random.next(below: population.count)) }
        guard begun < population.count else { return nil }
        defer { begun += 1 }
        return Call(user: begun)
    }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        let start = output.count
        output.append(contentsOf: pattern)
        Population.write(.phoneNumber, of: call.user, to: &output, at: start + numberOffset)
        if valueOffset > 0 {
            Population.write(.uuid, of: call.user, to: &output, at: start + valueOffset)
        }
    }

    /// `$71\r\n…\r\n`, or one line.
    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        guard let lineEnd = RedisExchange.lineEnd(bytes, start) else { return .needsMore }
        guard bytes[start] == UInt8(ascii: "$"), bytes[start + 1] != UInt8(ascii: "-") else {
            return .answer(id: nil, body: start..<lineEnd, end: lineEnd + 2)
        }
        var length = 0
        for index in (start + 1)..<lineEnd {
            guard (0x30...0x39).contains(bytes[index]), length < 1 << 20 else {
                return .violation("the server does not answer as Redis does")
            }
            length = length * 10 + Int(bytes[index] - 0x30)
        }
        let body = lineEnd + 2
        guard body + length + 2 <= bytes.count else { return .needsMore }
        return .answer(id: nil, body: body..<(body + length), end: body + length + 2)
    }

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        if case .set = asked {
            return !body.isEmpty && bytes[body.lowerBound] == UInt8(ascii: "+")
                ? .right : .wrong("the value was not set")
        }
        guard body.count == RedisExchange.valueLength else { return .wrong("no such value") }
        let uuid = body.lowerBound..<(body.lowerBound + Population.Text.uuid.length)
        return expected.holds(.uuid, of: call, bytes, at: uuid)
            ? .right : .wrong("another value")
    }

    private static func lineEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var at = start + 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\n"), bytes[at - 1] == UInt8(ascii: "\r") {
                return at - 1
            }
            at += 1
        }
        return nil
    }
}
