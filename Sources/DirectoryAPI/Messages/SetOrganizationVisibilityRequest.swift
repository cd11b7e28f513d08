import ProtobufC

/// Says which users an organization's keys see.
public struct SetOrganizationVisibilityRequest: MessageCoding, Equatable, Sendable {
    public var organizationID: String
    public var visibility: Visibility

    public init(organizationID: String = "", visibility: Visibility = .unspecified) {
        self.organizationID = organizationID
        self.visibility = visibility
    }

    public static var schema: Schema { .setOrganizationVisibilityRequest }

    public init(reading reader: borrowing MessageReader) {
        organizationID = reader.string(1)
        visibility = Visibility(rawValue: reader.enumeration(2)) ?? .unspecified
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: organizationID)
        writer.set(2, enumeration: visibility.rawValue)
    }
}
