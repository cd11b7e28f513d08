import ProtobufC

/// What a change did.
public struct UpdatePhoneNumberResponse: MessageCoding, Equatable, Sendable {
    public var uuid: String
    public var version: Int64
    /// Absent when nothing changed.
    public var event: Event?

    public init(uuid: String = "", version: Int64 = 0, event: Event? = nil) {
        self.uuid = uuid
        self.version = version
        self.event = event
    }

    public static var schema: Schema { .updatePhoneNumberResponse }

    public init(reading reader: borrowing MessageReader) {
        uuid = reader.string(1)
        version = reader.int64(2)
        event = reader.message(3) { Event(reading: $0) }
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: uuid)
        writer.set(2, int64: version)
        if let event { writer.set(3) { event.write(to: &$0) } }
    }
}
