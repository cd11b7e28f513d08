/// Text as RFC 3339 has it, within the years 1 to 9999.
extension ProtoTimestamp {
    /// The moment in UTC, such as `2024-01-15T10:30:00.000Z`; one outside the years is cut to the
    /// nearest inside.
    ///
    /// - Parameter fractionDigits: digits of the second's fraction, 0 to 9, later ones cut off; nil
    ///   for 0, 3, 6 or 9, the fewest that lose nothing.
    public func rfc3339(fractionDigits: Int? = nil) -> String {
        let seconds = min(max(seconds, ProtoTimestamp.first), ProtoTimestamp.last)
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = Int(seconds - days * 86_400)
        let (year, month, day) = ProtoTimestamp.date(ofDay: days)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        append(year, 4, "-", to: &text)
        append(month, 2, "-", to: &text)
        append(day, 2, "T", to: &text)
        append(second / 3_600, 2, ":", to: &text)
        append(second / 60 % 60, 2, ":", to: &text)
        let digits = fractionDigits ?? fewestFractionDigits
        append(second % 60, 2, digits > 0 ? "." : "Z", to: &text)
        if digits > 0 {
            append(Int(nanosInRange), 9, "Z", to: &text)
            text.removeSubrange((text.count - 10 + digits)..<(text.count - 1))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// nil when the text is no RFC 3339 time of the years 1 to 9999. A leap second is the next
    /// minute's first.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.digits(4), year > 0, reader.take("-"),
            let month = reader.digits(2), (1...12).contains(month), reader.take("-"),
            let day = reader.digits(2), day >= 1,
            day <= ProtoTimestamp.daysInMonth(month, ofYear: year),
            reader.take("T") || reader.take("t"),
            let hour = reader.digits(2), hour < 24, reader.take(":"),
            let minute = reader.digits(2), minute < 60, reader.take(":"),
            let second = reader.digits(2), second <= 60,
            let nanos = reader.fraction(), let offset = reader.offsetSeconds(), reader.isAtEnd
        else { return nil }
        let days = ProtoTimestamp.day(year: year, month: month, day: day)
        seconds = Int64(days * 86_400 + hour * 3_600 + minute * 60 + second - offset)
        self.nanos = Int32(nanos)
        guard (ProtoTimestamp.first...ProtoTimestamp.last).contains(seconds) else { return nil }
    }

    /// 0001-01-01T00:00:00Z, the first that google.protobuf.Timestamp may hold.
    static let first: Int64 = -62_135_596_800
    /// 9999-12-31T23:59:59Z, the last.
    static let last: Int64 = 253_402_300_799

    /// A message may hold any number; text only a second's part.
    private var nanosInRange: Int32 { min(max(nanos, 0), 999_999_999) }

    private var fewestFractionDigits: Int {
        if nanosInRange == 0 { return 0 }
        if nanosInRange % 1_000_000 == 0 { return 3 }
        return nanosInRange % 1_000 == 0 ? 6 : 9
    }

    /// Appends a number in so many digits, and what follows it.
    private func append(
        _ value: Int, _ width: Int, _ end: Unicode.Scalar, to text: inout [UInt8]
    ) {
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        while unit > 0 {
            text.append(UInt8(ascii: "0") + UInt8(value / unit % 10))
            unit /= 10
        }
        text.append(UInt8(ascii: end))
    }
}

/// Takes an RFC 3339 text apart from its beginning.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly so many digits.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Nanoseconds: 0 without a fraction, nil for one of no digits or more than nine.
    mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        var value = 0
        var count = 0
        while let digit = digit() {
            value = value * 10 + digit
            count += 1
            guard count <= 9 else { return nil }
        }
        guard count > 0 else { return nil }
        for _ in count..<9 { value *= 10 }
        return value
    }

    /// Seconds east of Greenwich.
    mutating func offsetSeconds() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), hours < 24, take(":"), let minutes = digits(2),
            minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private mutating func digit() -> Int? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
            return nil
        }
        rest.removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }
}
