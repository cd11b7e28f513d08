import DirectoryCache

/// The key of a packed LookupUserRequest, read in place.
enum LookUpKey {
    /// Where the key's bytes lie, if the request is written as everybody writes it: the key once,
    /// nothing besides, lengths of one byte. nil for any other, which is to be decoded in full.
    ///
    /// Nothing is checked that the look-up does not: bytes that are no key are nobody's.
    static func place(
        in payload: Span<UInt8>
    ) -> (kind: HotRecordKey.Kind, range: Range<Int>)? {
        // {UserKey key = 1}, and a member of the oneof in it.
        guard (4...129).contains(payload.count), payload[0] == 0x0A,
            Int(payload[1]) == payload.count - 2
        else { return nil }
        if payload[2] == 0x28 { return (.authyID, 3..<payload.count) }
        guard Int(payload[3]) == payload.count - 4 else { return nil }
        let kind: HotRecordKey.Kind
        switch payload[2] {
        case 0x0A: kind = .uuid
        case 0x12: kind = .email
        case 0x1A: kind = .phoneNumber
        case 0x22: kind = .canonicalPhoneNumber
        default: return nil
        }
        return (kind, 4..<payload.count)
    }
}
