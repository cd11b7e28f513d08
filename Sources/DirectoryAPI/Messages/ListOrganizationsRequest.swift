import ProtobufC

/// Asks for all organizations.
public struct ListOrganizationsRequest: MessageCoding, Equatable, Sendable {
    public init() {}

    public static var schema: Schema { .listOrganizationsRequest }

    public init(reading reader: borrowing MessageReader) {}

    public func write(to writer: inout MessageWriter) {}
}
