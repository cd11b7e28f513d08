import ProtobufC

/// Ends a key, effective on the next call.
public struct RevokeAPIKeyRequest: MessageCoding, Equatable, Sendable {
    public var id: String

    public init(id: String = "") { self.id = id }

    public static var schema: Schema { .revokeAPIKeyRequest }

    public init(reading reader: borrowing MessageReader) {
        id = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: id)
    }
}
