import ProtobufC

/// Done; nothing to say.
public struct RevokeAPIKeyResponse: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .revokeAPIKeyResponse }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
