import ProtobufC

/// A user as the directory knows them.
public struct User: MessageCoding, Equatable, Sendable {
    /// Opaque, 1-128 characters.
    public var uuid: String
    /// As first given, trimmed; empty once erased.
    public var email: String
    /// As set; empty = none.
    public var phoneNumber: String
    public var createdAt: ProtoTimestamp?
    public var updatedAt: ProtoTimestamp?
    /// Permanent, never reused, from 1.
    public var authyID: Int64
    /// Version of the aggregate, 1 at creation.
    public var version: Int64
    /// E.164, empty when it has none.
    public var canonicalPhoneNumber: String

    public init(
        uuid: String = "", email: String = "", phoneNumber: String = "",
        createdAt: ProtoTimestamp? = nil, updatedAt: ProtoTimestamp? = nil, authyID: Int64 = 0,
        version: Int64 = 0, canonicalPhoneNumber: String = ""
    ) {
        self.uuid = uuid
        self.email = email
        self.phoneNumber = phoneNumber
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.authyID = authyID
        self.version = version
        self.canonicalPhoneNumber = canonicalPhoneNumber
    }

    public static var schema: Schema { .user }

    public init(reading reader: borrowing MessageReader) {
        uuid = reader.string(1)
        email = reader.string(2)
        phoneNumber = reader.string(3)
        createdAt = reader.message(4) { ProtoTimestamp(reading: $0) }
        updatedAt = reader.message(5) { ProtoTimestamp(reading: $0) }
        authyID = reader.int64(6)
        version = reader.int64(7)
        canonicalPhoneNumber = reader.string(8)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: uuid)
        writer.set(2, string: email)
        writer.set(3, string: phoneNumber)
        if let createdAt { writer.set(4) { createdAt.write(to: &$0) } }
        if let updatedAt { writer.set(5) { updatedAt.write(to: &$0) } }
        writer.set(6, int64: authyID)
        writer.set(7, int64: version)
        writer.set(8, string: canonicalPhoneNumber)
    }
}
