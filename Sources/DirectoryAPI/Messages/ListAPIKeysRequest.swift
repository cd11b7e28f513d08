import ProtobufC

/// Asks for the keys of an organization.
public struct ListAPIKeysRequest: MessageCoding, Equatable, Sendable {
    public var organizationID: String

    public init(organizationID: String = "") { self.organizationID = organizationID }

    public static var schema: Schema { .listAPIKeysRequest }

    public init(reading reader: borrowing MessageReader) {
        organizationID = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: organizationID)
    }
}
