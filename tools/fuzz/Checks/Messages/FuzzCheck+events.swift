import DirectoryDomain
import EventCoding

extension FuzzCheck {
    /// What is read of a stored event is written and read again as the same.
    static let events = FuzzCheck("events") { bytes in
        let codec = EventCodec()
        let hash = codec.chainHash(after: [], bytes: bytes)
        guard let event = codec.event(from: bytes, chainHash: hash) else { return nil }
        let again = codec.event(from: codec.bytes(of: event), chainHash: hash)
        return again == event ? nil : "another event came back"
    }
}
