import DirectoryDomain

/// What a record is kept under: the bytes that a look-up's key has in its normal form, so that the
/// bytes of a request need only be compared. A key in another form finds nothing here, and then
/// what it means in the store. An authy id is a varint.
package struct HotRecordKey: ~Escapable {
    package enum Kind: UInt8, Sendable {
        case uuid = 1
        case email = 2
        case phoneNumber = 3
        case canonicalPhoneNumber = 4
        case authyID = 5
    }

    let kind: Kind
    let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    package init(_ kind: Kind, _ bytes: Span<UInt8>) {
        self.kind = kind
        self.bytes = bytes
    }
}

extension UserKey {
    /// Lends the key in its normal form; nil when it can't be told from its bytes alone.
    func withHotRecordKey<R>(_ body: (borrowing HotRecordKey) -> R) -> R? {
        switch self {
        case .uuid(let uuid): Self.lend(.uuid, uuid.key, body)
        case .email(let email):
            Self.lend(email.key, body)
        case .phoneNumber(let number): Self.lend(.phoneNumber, number.value, body)
        case .canonicalPhoneNumber(let number): Self.lend(.canonicalPhoneNumber, number, body)
        case .authyID(let id): body(HotRecordKey(.authyID, Self.varint(id).span))
        }
    }

    private static func lend<R>(
        _ kind: HotRecordKey.Kind, _ text: String, _ body: (borrowing HotRecordKey) -> R
    ) -> R {
        let bytes = text.utf8
        return body(HotRecordKey(kind, bytes.span))
    }

    /// Whoever sends an address's key itself must mean the same address; of one in ASCII they do.
    private static func lend<R>(
        _ emailKey: String, _ body: (borrowing HotRecordKey) -> R
    ) -> R? {
        guard
            emailKey.utf8.allSatisfy({ $0 < 0x80 })
                || EmailAddress(emailKey)?.key.utf8.elementsEqual(emailKey.utf8) == true
        else { return nil }
        return lend(.email, emailKey, body)
    }

    /// As Protocol Buffers write it, so that a request's bytes are the key's.
    private static func varint(_ id: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = UInt64(bitPattern: id)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
