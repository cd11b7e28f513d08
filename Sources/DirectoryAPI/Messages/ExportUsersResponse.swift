import ProtobufC

/// A part of an export.
public struct ExportUsersResponse: MessageCoding, Equatable, Sendable {
    public var users: [UserRecord]

    public init(users: [UserRecord] = []) { self.users = users }

    public static var schema: Schema { .exportUsersResponse }

    public init(reading reader: borrowing MessageReader) {
        var users: [UserRecord] = []
        users.reserveCapacity(reader.count(1))
        reader.messages(1) { users.append(UserRecord(reading: $0)) }
        self.users = users
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, repeated: users) { $0.write(to: &$1) }
    }
}
