import ProtobufC

/// At most 1 000 keys.
public struct BatchLookupUsersRequest: MessageCoding, Equatable, Sendable {
    public var keys: [UserKey]

    public init(keys: [UserKey] = []) { self.keys = keys }

    public static var schema: Schema { .batchLookupUsersRequest }

    public init(reading reader: borrowing MessageReader) {
        var keys: [UserKey] = []
        keys.reserveCapacity(reader.count(1))
        reader.messages(1) { keys.append(UserKey(reading: $0)) }
        self.keys = keys
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: keys) { $0.write(to: &$1) }
    }
}
