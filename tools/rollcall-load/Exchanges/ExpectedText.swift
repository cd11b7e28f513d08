/// Compares places of an answer with the texts they have to hold, byte for byte.
struct ExpectedText: Sendable {
    private var expected = [UInt8](repeating: 0, count: 64)

    mutating func holds(
        _ text: CallText, of call: Call, _ bytes: Span<UInt8>, at place: Range<Int>
    ) -> Bool {
        let length = text.length
        guard place.count == length else { return false }
        text.write(of: call, to: &expected, at: 0)
        for index in 0..<length where expected[index] != bytes[place.lowerBound + index] {
            return false
        }
        return true
    }
}
