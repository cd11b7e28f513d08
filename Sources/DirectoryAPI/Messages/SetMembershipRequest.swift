import ProtobufC

/// Makes a user a member of an organization, or ends that.
public struct SetMembershipRequest: MessageCoding, Equatable, Sendable {
    public var organizationID: String
    public var uuid: String
    public var member: Bool

    public init(organizationID: String = "", uuid: String = "", member: Bool = false) {
        self.organizationID = organizationID
        self.uuid = uuid
        self.member = member
    }

    public static var schema: Schema { .setMembershipRequest }

    public init(reading reader: borrowing MessageReader) {
        organizationID = reader.string(1)
        uuid = reader.string(2)
        member = reader.bool(3)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: organizationID)
        writer.set(2, string: uuid)
        writer.set(3, bool: member)
    }
}
