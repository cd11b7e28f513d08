import ProtobufC

public struct LookupUserRequest: MessageCoding, Equatable, Sendable {
    /// Required.
    public var key: UserKey?

    public init(key: UserKey? = nil) { self.key = key }

    public static var schema: Schema { .lookupUserRequest }

    public init(reading reader: borrowing MessageReader) {
        key = reader.message(1) { UserKey(reading: $0) }
    }

    public func write(to writer: inout MessageWriter) {
        if let key { writer.set(1) { key.write(to: &$0) } }
    }
}
