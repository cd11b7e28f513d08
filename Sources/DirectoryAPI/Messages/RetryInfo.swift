import ProtobufC

/// google.rpc.RetryInfo: when it is worth asking again.
public struct RetryInfo: MessageCoding, Equatable, Sendable {
    public var retryDelay: ProtoDuration?

    public init(retryDelay: ProtoDuration? = nil) { self.retryDelay = retryDelay }

    public static var schema: Schema { .retryInfo }

    public init(reading reader: borrowing MessageReader) {
        retryDelay = reader.message(1) { ProtoDuration(reading: $0) }
    }

    public func write(to writer: inout MessageWriter) {
        if let retryDelay { writer.set(1) { retryDelay.write(to: &$0) } }
    }
}
