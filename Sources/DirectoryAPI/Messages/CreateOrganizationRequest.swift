import ProtobufC

/// Asks for a new organization.
public struct CreateOrganizationRequest: MessageCoding, Equatable, Sendable {
    public var name: String

    public init(name: String = "") { self.name = name }

    public static var schema: Schema { .createOrganizationRequest }

    public init(reading reader: borrowing MessageReader) {
        name = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: name)
    }
}
