import DirectoryDomain
import ProtobufC

/// `rollcall.events.v1.StoredEvent`, field by field.
enum StoredEvent {
    private enum Field {
        static let position = 1
        static let uuid = 2
        static let version = 3
        static let timeMilliseconds = 4
        static let organizationID = 5
        static let actor = 6
    }

    static func write(_ event: RecordedEvent, to writer: inout MessageWriter) {
        writer.set(Field.position, int64: event.position)
        writer.set(Field.uuid, string: event.uuid.value)
        writer.set(Field.version, int64: event.version)
        writer.set(Field.timeMilliseconds, int64: event.time.milliseconds)
        if !event.organizationID.isEmpty {
            writer.set(Field.organizationID, string: event.organizationID)
        }
        if !event.actor.isEmpty { writer.set(Field.actor, string: event.actor) }
        StoredPayload.write(event.event, to: &writer)
    }

    /// nil when a field that every event has is missing, or the payload is none that is known.
    static func read(
        _ reader: borrowing MessageReader, chainHash: [UInt8]
    ) -> RecordedEvent? {
        let uuid = reader.string(Field.uuid)
        let position = reader.int64(Field.position)
        let version = reader.int64(Field.version)
        guard !uuid.isEmpty, position > 0, version > 0, let payload = StoredPayload.read(reader)
        else { return nil }
        return RecordedEvent(
            position: position, uuid: UserUUID(trusted: uuid), version: version,
            time: Timestamp(milliseconds: reader.int64(Field.timeMilliseconds)),
            organizationID: reader.string(Field.organizationID),
            actor: reader.string(Field.actor), event: payload, chainHash: chainHash)
    }
}
