import ProtobufC

/// Asks for every event after a position, gap-free, each after its commit.
public struct WatchEventsRequest: MessageCoding, Equatable, Sendable {
    public var afterPosition: Int64

    public init(afterPosition: Int64 = 0) { self.afterPosition = afterPosition }

    public static var schema: Schema { .watchEventsRequest }

    public init(reading reader: borrowing MessageReader) {
        afterPosition = reader.int64(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: afterPosition)
    }
}
