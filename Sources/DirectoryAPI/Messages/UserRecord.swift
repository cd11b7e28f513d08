import ProtobufC

/// A user as it is imported and exported.
public struct UserRecord: MessageCoding, Equatable, Sendable {
    public var uuid: String
    public var email: String
    public var phoneNumber: String
    public var createdAt: ProtoTimestamp?
    /// 0 = assign.
    public var authyID: Int64
    public var organizationIDs: [String]
    /// nil = when it was created.
    public var updatedAt: ProtoTimestamp?

    public init(
        uuid: String = "", email: String = "", phoneNumber: String = "",
        createdAt: ProtoTimestamp? = nil, authyID: Int64 = 0, organizationIDs: [String] = [],
        updatedAt: ProtoTimestamp? = nil
    ) {
        self.uuid = uuid
        self.email = email
        self.phoneNumber = phoneNumber
        self.createdAt = createdAt
        self.authyID = authyID
        self.organizationIDs = organizationIDs
        self.updatedAt = updatedAt
    }

    public static var schema: Schema { .userRecord }

    public init(reading reader: borrowing MessageReader) {
        uuid = reader.string(1)
        email = reader.string(2)
        phoneNumber = reader.string(3)
        createdAt = reader.message(4) { ProtoTimestamp(reading: $0) }
        authyID = reader.int64(5)
        organizationIDs = reader.strings(6)
        updatedAt = reader.message(7) { ProtoTimestamp(reading: $0) }
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: uuid)
        writer.set(2, string: email)
        writer.set(3, string: phoneNumber)
        if let createdAt { writer.set(4) { createdAt.write(to: &$0) } }
        writer.set(5, int64: authyID)
        writer.set(6, strings: organizationIDs)
        if let updatedAt { writer.set(7) { updatedAt.write(to: &$0) } }
    }
}
