/// The bytes of an event and its place in the hash chain; `EventCoding` has the one real one.
package protocol EventSealing: Sendable {
    /// The bytes to be stored; all of the event but its chain hash.
    func bytes(of event: RecordedEvent) -> [UInt8]
    /// The event of stored bytes, with the hash that stood beside them; nil when they are none.
    func event(from bytes: [UInt8], chainHash: [UInt8]) -> RecordedEvent?
    /// SHA-256 over the previous hash and the bytes.
    func chainHash(after previous: [UInt8], bytes: [UInt8]) -> [UInt8]
}
