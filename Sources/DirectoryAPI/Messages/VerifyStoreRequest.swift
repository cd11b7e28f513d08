import ProtobufC

/// Asks for the proof that the store is whole.
public struct VerifyStoreRequest: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .verifyStoreRequest }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
