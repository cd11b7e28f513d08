/// What a user is known by outside: opaque, 1 to 128 of `A-Z a-z 0-9 . _ : -`.
///
/// Compared without case when it parses as a UUID (8-4-4-4-12 hexadecimal digits), else as it is.
package struct UserUUID: Sendable {
    /// As it was given.
    package let value: String

    /// nil for text that is none; see `reason`.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard (1...128).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        value = text
    }

    /// A value that was checked before it was stored.
    package init(trusted value: String) { self.value = value }

    /// What it is compared by, and what a store's unique index is over.
    package var key: String {
        guard value.utf8.contains(where: { (0x41...0x5A).contains($0) }), looksLikeUUID
        else { return value }
        return value.lowercased()
    }

    /// Why text is refused; never holds the text.
    package static let reason = "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -"

    private var looksLikeUUID: Bool {
        let bytes = value.utf8
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 8, 13, 18, 23: guard byte == 0x2D else { return false }
            default: guard Self.isHexadecimal(byte) else { return false }
            }
        }
        return true
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}

extension UserUUID: Hashable {
    package static func == (a: UserUUID, b: UserUUID) -> Bool {
        a.value.utf8.elementsEqual(b.value.utf8) || a.key.utf8.elementsEqual(b.key.utf8)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
