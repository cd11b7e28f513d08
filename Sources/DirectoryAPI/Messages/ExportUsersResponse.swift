import ProtobufC

/// A part of an export.
public struct ExportUsersResponse: MessageCoding, Equatable, Sendable {
    public var users: [UserRecord]
    /// All of them, in the first message.
    public var organizations: [Organization]

    public init(users: [UserRecord] = [], organizations: [Organization] = []) {
        self.users = users
        self.organizations = organizations
    }

    public static var schema: Schema { .exportUsersResponse }

    public init(reading reader: borrowing MessageReader) {
        var users: [UserRecord] = []
        users.reserveCapacity(reader.count(1))
        reader.messages(1) { users.append(UserRecord(reading: $0)) }
        self.users = users
        var organizations: [Organization] = []
        reader.messages(2) { organizations.append(Organization(reading: $0)) }
        self.organizations = organizations
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: users) { $0.write(to: &$1) }
        writer.set(2, repeated: organizations) { $0.write(to: &$1) }
    }
}
