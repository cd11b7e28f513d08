/// The reproducible users that a run knows: an index stands for the same user in every run.
///
/// Their texts have fixed lengths, so that a request is encoded once and then only patched, and are
/// spread over their range, so that a run in the order of the indices does not walk an index of the
/// store from left to right.
struct Population: Sendable {
    /// Users with the indices `0..<count`.
    let count: Int

    /// The most that the factor of `spread` allows for without an overflow.
    static let maximumCount = 1_000_000_000

    init(count: Int) {
        precondition((1...Population.maximumCount).contains(count))
        self.count = count
    }

    /// What can be said about a user by their index alone.
    enum Text: CaseIterable, Sendable {
        case uuid, email, phoneNumber

        /// Bytes of ASCII.
        var length: Int {
            switch self {
            case .uuid: 36
            case .email: 26
            case .phoneNumber: 12
            }
        }
    }

    /// Writes a text of the user at `offset`; its `length` bytes must be there.
    static func write(_ text: Text, of user: Int, to output: inout [UInt8], at offset: Int) {
        switch text {
        case .uuid: writeUUID(user, to: &output, at: offset)
        case .email:
            write("user", to: &output, at: offset)
            writeDigits(spread(user, over: 10_000_000_000), 10, to: &output, at: offset + 4)
            write("@example.com", to: &output, at: offset + 14)
        case .phoneNumber:
            // From +12000000000 up; below are the numbers that updates set.
            let subscriber = 2_000_000_000 + spread(user, over: 8_000_000_000)
            writeNumber(subscriber, to: &output, at: offset)
        }
    }

    /// Writes a number that no user is filled with; `choice` is taken modulo 2 000 000 000.
    static func writeSpareNumber(_ choice: UInt64, to output: inout [UInt8], at offset: Int) {
        writeNumber(choice % 2_000_000_000, to: &output, at: offset)
    }

    /// Writes the address of somebody who signs up, as long as the others' are.
    static func writeNewcomer(_ choice: UInt64, to output: inout [UInt8], at offset: Int) {
        write("new", to: &output, at: offset)
        var rest = choice
        for index in stride(from: offset + 13, through: offset + 3, by: -1) {
            let digit = UInt8(rest % 36)
            output[index] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            rest /= 36
        }
        write("@example.com", to: &output, at: offset + 14)
    }

    static func text(_ text: Text, of user: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: text.length)
        write(text, of: user, to: &bytes, at: 0)
        return bytes
    }

    static func string(_ text: Text, of user: Int) -> String {
        String(decoding: Population.text(text, of: user), as: UTF8.self)
    }

    /// One to one for indices below `range`, which 2 and 5 alone divide: the factor has neither.
    private static func spread(_ user: Int, over range: UInt64) -> UInt64 {
        UInt64(user) % range * 2_654_435_761 % range
    }

    private static func writeNumber(
        _ subscriber: UInt64, to output: inout [UInt8], at offset: Int
    ) {
        write("+1", to: &output, at: offset)
        writeDigits(subscriber, 10, to: &output, at: offset + 2)
    }

    /// Version 4 in form, though nothing in it is random (RFC 9562, section 5.4).
    private static func writeUUID(_ user: Int, to output: inout [UInt8], at offset: Int) {
        var random = SplitMix64(seed: UInt64(user))
        let high = random.next() & ~0xF000 | 0x4000
        let low = random.next() & ~(3 << 62) | 2 << 62
        var at = offset
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                output[at] = UInt8(ascii: "-")
                at += 1
            }
            let half = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - index % 16 * 4)) & 15
            output[at] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            at += 1
        }
    }

    private static func writeDigits(
        _ number: UInt64, _ count: Int, to output: inout [UInt8], at offset: Int
    ) {
        var rest = number
        for index in stride(from: offset + count - 1, through: offset, by: -1) {
            output[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    private static func write(_ text: StaticString, to output: inout [UInt8], at offset: Int) {
        for index in 0..<text.utf8CodeUnitCount {
            output[offset + index] = unsafe text.utf8Start[index]
        }
    }
}
