import ProtobufC

/// The keys of an organization, revoked ones too.
public struct ListAPIKeysResponse: MessageCoding, Equatable, Sendable {
    public var keys: [APIKey]

    public init(keys: [APIKey] = []) { self.keys = keys }

    public static var schema: Schema { .listAPIKeysResponse }

    public init(reading reader: borrowing MessageReader) {
        var keys: [APIKey] = []
        keys.reserveCapacity(reader.count(1))
        reader.messages(1) { keys.append(APIKey(reading: $0)) }
        self.keys = keys
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: keys) { $0.write(to: &$1) }
    }
}
