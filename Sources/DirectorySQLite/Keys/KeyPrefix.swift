/// How a key begins, its first 16 bytes, for an order that seldom has to look further.
struct KeyPrefix: Comparable, Sendable {
    private let high: UInt64
    private let low: UInt64

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        high = Self.word(bytes, range)
        low = Self.word(bytes, range.dropFirst(8))
    }

    static func < (one: KeyPrefix, other: KeyPrefix) -> Bool {
        one.high == other.high ? one.low < other.low : one.high < other.high
    }

    private static func word(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var word: UInt64 = 0
        for index in range.prefix(8) { word = word << 8 | UInt64(bytes[index]) }
        return word << UInt64(8 * (8 - min(8, range.count)))
    }
}
