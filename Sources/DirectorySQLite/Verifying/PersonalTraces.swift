import DirectoryDomain

/// What in the log's bytes could be a number or an address, to be compared with those that are
/// stored.
///
/// **The rule.** A stored number is in the log when its digits stand there, in this order, with
/// nothing between them but what numbers are spelled with (space and `+-.()/`). A number of fewer
/// than five digits is not looked for: it can't be told from a mask, which shows up to four digits
/// of a longer one. A stored address is there when its bytes are, in any case. Every byte of every
/// event is looked at, but for the identifiers that the event must hold (see `LogCheck`): a random
/// uuid contains some short number or other.
///
/// An ordinary event leaves nothing here, so this stays small.
struct PersonalTraces {
    static let minimumDigits = 5
    private static let maximumDigits = 32
    private static let maximumAddressBytes = 254
    /// Candidates that are kept; an intact log has next to none.
    private static let limit = 200_000

    private var numbers: [[UInt8]: Int64] = [:]
    private var addresses: [String: Int64] = [:]
    private var digests = DigestTraces()
    /// False when there were too many to keep.
    private(set) var isComplete = true

    /// `known` are the identifiers in these bytes.
    mutating func take(_ bytes: [UInt8], position: Int64, known: [String]) {
        var bytes = bytes
        for identifier in known { Self.blank(Array(identifier.utf8), in: &bytes) }
        takeNumbers(bytes, position: position)
        if isComplete { digests.take(bytes, position: position) }
        for (index, byte) in bytes.enumerated() where byte == 0x40 {
            takeAddresses(around: index, in: bytes, position: position)
        }
    }

    /// The first event that has a number's digits.
    func position(ofNumber number: String) -> Int64? {
        if numbers.isEmpty { return nil }
        let digits = number.utf8.filter(Self.isDigit)
        return digits.count < Self.minimumDigits ? nil : numbers[digits]
    }

    /// The first event that has an address, given by its key.
    func position(ofAddress key: String) -> Int64? {
        addresses.isEmpty ? nil : addresses[key]
    }

    /// The first event that has a hash of a user's number or address.
    func position(ofDigestsOf email: EmailAddress, _ number: PhoneNumber?) -> Int64? {
        if digests.count == 0 { return nil }
        let numbers = number.map { [$0.value, $0.canonical ?? $0.value] } ?? []
        return digests.position(ofAnyOf: [email.spelling, email.key] + numbers)
    }

    private mutating func takeNumbers(_ bytes: [UInt8], position: Int64) {
        var digits: [UInt8] = []
        for byte in bytes {
            if Self.isDigit(byte) {
                digits.append(byte)
            } else if !Self.isSeparator(byte) {
                takeWindows(of: digits, position: position)
                digits.removeAll(keepingCapacity: true)
            }
        }
        takeWindows(of: digits, position: position)
    }

    private mutating func takeWindows(of digits: [UInt8], position: Int64) {
        guard digits.count >= Self.minimumDigits else { return }
        for start in 0...(digits.count - Self.minimumDigits) where isComplete {
            let longest = min(digits.count, start + Self.maximumDigits)
            for end in (start + Self.minimumDigits)...longest {
                keep(position, in: \.numbers, for: Array(digits[start..<end]))
            }
        }
    }

    private mutating func takeAddresses(around at: Int, in bytes: [UInt8], position: Int64) {
        var first = at
        while first > 0, at - first < Self.maximumAddressBytes, Self.isPrintable(bytes[first - 1]) {
            first -= 1
        }
        var last = at
        while last + 1 < bytes.count, last - at < Self.maximumAddressBytes,
            Self.isPrintable(bytes[last + 1])
        {
            last += 1
        }
        guard first < at, at < last else { return }
        for start in first..<at where isComplete {
            for end in (at + 1)...last {
                guard let text = String(validating: bytes[start...end], as: UTF8.self)
                else { continue }
                keep(position, in: \.addresses, for: text.lowercased())
            }
        }
    }

    private mutating func keep<Key>(
        _ position: Int64, in table: WritableKeyPath<Self, [Key: Int64]>, for key: Key
    ) {
        if self[keyPath: table][key] == nil { self[keyPath: table][key] = position }
        isComplete = numbers.count + addresses.count + digests.count <= Self.limit
    }

    private static func blank(_ identifier: [UInt8], in bytes: inout [UInt8]) {
        guard let first = identifier.first, bytes.count >= identifier.count else { return }
        for start in 0...(bytes.count - identifier.count) where bytes[start] == first {
            let range = start..<(start + identifier.count)
            guard bytes[range].elementsEqual(identifier) else { continue }
            for index in range { bytes[index] = 0 }
            return
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        // space ( ) + - . /
        case 0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0x2F: true
        default: false
        }
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0x7F }
}
