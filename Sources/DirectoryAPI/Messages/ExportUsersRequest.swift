import ProtobufC

/// Asks for all users.
public struct ExportUsersRequest: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .exportUsersRequest }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
