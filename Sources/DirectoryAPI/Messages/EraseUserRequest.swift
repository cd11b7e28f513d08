import ProtobufC

/// Asks to erase what is personal about a user.
public struct EraseUserRequest: MessageCoding, Equatable, Sendable {
    public var uuid: String

    public init(uuid: String = "") { self.uuid = uuid }

    public static var schema: Schema { .eraseUserRequest }

    public init(reading reader: borrowing MessageReader) {
        uuid = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: uuid)
    }
}
