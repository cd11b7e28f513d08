/// The text of an API key, which only its holder keeps.
///
/// Ours are `rck_<id>_<secret><checksum>`: an id of 12, a secret of 43 (256 bits) and a checksum of
/// 6 characters, all base 62; the checksum is the CRC-32 of everything before it, so that a typo is
/// refused without a look-up. Keys that clients held before they came to us are any other text of
/// 16 to 256 printable ASCII characters.
package struct APIKeySecret: Sendable {
    package enum Origin: Equatable, Sendable {
        /// Made here; `id` is its public part.
        case issued(id: String)
        case carriedOver
    }

    package let text: String
    package let origin: Origin

    /// How many random bytes a new one takes.
    package static let randomBytes = idBytes + secretBytes

    /// A new one from `randomBytes` bytes of a cryptographic generator.
    package init(random: [UInt8]) {
        precondition(random.count == Self.randomBytes)
        let id = Base62.text(of: random.prefix(Self.idBytes), length: Self.idLength)
        let secret = Base62.text(of: random.suffix(Self.secretBytes), length: Self.secretLength)
        let body = Self.prefix + id + "_" + secret
        text = body + Self.checksum(of: body.utf8)
        origin = .issued(id: id)
    }

    /// nil for text that can be no key: a wrong checksum, a cut one, characters that no key has.
    package init?(_ text: String) {
        guard text.utf8.starts(with: Self.prefix.utf8) else {
            guard Self.canBeCarriedOver(text) else { return nil }
            self.text = text
            origin = .carriedOver
            return
        }
        guard let id = Self.id(ofIssued: Array(text.utf8)) else { return nil }
        self.text = text
        origin = .issued(id: id)
    }

    /// A public id for a key that is carried over, from random bytes (`idBytes`).
    package static func publicID(random: [UInt8]) -> String {
        precondition(random.count == idBytes)
        return Base62.text(of: random[...], length: idLength)
    }

    /// Why text is refused as a key to carry over; never holds the text.
    package static let reason = "must be 16 to 256 printable ASCII characters"

    package static let idBytes = 9
    private static let secretBytes = 32
    private static let prefix = "rck_"
    private static let idLength = 12
    private static let secretLength = 43
    private static let checksumLength = 6

    private static func checksum(of body: some Sequence<UInt8>) -> String {
        let sum = CRC32.checksum(of: body)
        let bytes = stride(from: 24, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: sum >> $0)
        }
        return Base62.text(of: bytes[...], length: checksumLength)
    }

    private static func id(ofIssued bytes: [UInt8]) -> String? {
        let idStart = prefix.utf8.count
        let idEnd = idStart + idLength
        guard bytes.count == idEnd + 1 + secretLength + checksumLength, bytes[idEnd] == 0x5F,
            bytes[idStart..<idEnd].allSatisfy(Base62.isDigit),
            bytes[(idEnd + 1)...].allSatisfy(Base62.isDigit),
            checksum(of: bytes.dropLast(checksumLength)).utf8
                .elementsEqual(bytes.suffix(checksumLength))
        else { return nil }
        return String(decoding: bytes[idStart..<idEnd], as: UTF8.self)
    }

    /// A space at an end would not survive an HTTP header.
    private static func canBeCarriedOver(_ text: String) -> Bool {
        let bytes = text.utf8
        return (16...256).contains(bytes.count) && bytes.allSatisfy { (0x20...0x7E).contains($0) }
            && bytes.first != 0x20 && bytes.last != 0x20
    }
}
