import ProtobufC

/// Asks for a new organization.
public struct CreateOrganizationRequest: MessageCoding, Equatable, Sendable {
    public var name: String
    public var visibility: Visibility

    public init(name: String = "", visibility: Visibility = .unspecified) {
        self.name = name
        self.visibility = visibility
    }

    public static var schema: Schema { .createOrganizationRequest }

    public init(reading reader: borrowing MessageReader) {
        name = reader.string(1)
        visibility = Visibility(rawValue: reader.enumeration(2)) ?? .unspecified
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: name)
        writer.set(2, enumeration: visibility.rawValue)
    }
}
