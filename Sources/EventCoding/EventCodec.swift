import Crypto
import DirectoryDomain
import ProtobufC

/// The stored bytes of events (`proto/rollcall/events/v1/events.proto`) and the chain over them.
package struct EventCodec: EventSealing {
    package init() {}

    package func bytes(of event: RecordedEvent) -> [UInt8] {
        var bytes: [UInt8] = []
        Self.arena().pack(.storedEvent, into: &bytes) { writer in
            StoredEvent.write(event, to: &writer)
        }
        return bytes
    }

    package func event(from bytes: [UInt8], chainHash: [UInt8]) -> RecordedEvent? {
        let event = try? Self.arena().unpack(.storedEvent, from: bytes.span) { reader in
            StoredEvent.read(reader, chainHash: chainHash)
        }
        return event ?? nil
    }

    package func chainHash(after previous: [UInt8], bytes: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: previous)
        hasher.update(data: bytes)
        return Array(hasher.finalize())
    }

    /// An event is some hundred bytes; what is larger than this is none of ours.
    private static func arena() -> Arena { Arena(capacity: 64 << 10, firstBlock: 1 << 10) }
}
