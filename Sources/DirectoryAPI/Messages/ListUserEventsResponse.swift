import ProtobufC

/// Events by ascending version.
public struct ListUserEventsResponse: MessageCoding, Equatable, Sendable {
    public var events: [Event]
    public var nextAfterVersion: Int64

    public init(events: [Event] = [], nextAfterVersion: Int64 = 0) {
        self.events = events
        self.nextAfterVersion = nextAfterVersion
    }

    public static var schema: Schema { .listUserEventsResponse }

    public init(reading reader: borrowing MessageReader) {
        var events: [Event] = []
        events.reserveCapacity(reader.count(1))
        reader.messages(1) { events.append(Event(reading: $0)) }
        self.events = events
        nextAfterVersion = reader.int64(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: events) { $0.write(to: &$1) }
        writer.set(2, int64: nextAfterVersion)
    }
}
