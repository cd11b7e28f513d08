/// The places of a request's metadata, in the order sent, duplicates included. As many as are usual
/// take no memory of their own.
package struct MetadataPairs: RandomAccessCollection, Sendable {
    package typealias Element = (key: Range<Int>, value: Range<Int>)

    private struct Places: Sendable {
        var key: UInt32 = 0
        var keyEnd: UInt32 = 0
        var value: UInt32 = 0
        var valueEnd: UInt32 = 0
    }

    private static let usual = 4
    private var first = InlineArray<4, Places>(repeating: Places())
    private var rest: [Places] = []
    package private(set) var endIndex = 0

    package init() {}

    package var startIndex: Int { 0 }

    package subscript(index: Int) -> Element {
        let places = index < Self.usual ? first[index] : rest[index - Self.usual]
        return (
            key: Int(places.key)..<Int(places.keyEnd),
            value: Int(places.value)..<Int(places.valueEnd)
        )
    }

    /// The places lie in a frame, whose length fits into 32 bits.
    mutating func append(_ pair: Element) {
        let places = Places(
            key: UInt32(pair.key.lowerBound), keyEnd: UInt32(pair.key.upperBound),
            value: UInt32(pair.value.lowerBound), valueEnd: UInt32(pair.value.upperBound))
        if endIndex < Self.usual { first[endIndex] = places } else { rest.append(places) }
        endIndex += 1
    }
}
