import ProtobufC

/// Whoever holds API keys and has members.
public struct Organization: MessageCoding, Equatable, Sendable {
    public var id: String
    public var name: String
    public var createdAt: ProtoTimestamp?
    public var visibility: Visibility

    public init(
        id: String = "", name: String = "", createdAt: ProtoTimestamp? = nil,
        visibility: Visibility = .unspecified
    ) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
        self.visibility = visibility
    }

    public static var schema: Schema { .organization }

    public init(reading reader: borrowing MessageReader) {
        id = reader.string(1)
        name = reader.string(2)
        createdAt = reader.message(3) { ProtoTimestamp(reading: $0) }
        visibility = Visibility(rawValue: reader.enumeration(4)) ?? .unspecified
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: id)
        writer.set(2, string: name)
        if let createdAt { writer.set(3) { createdAt.write(to: &$0) } }
        writer.set(4, enumeration: visibility.rawValue)
    }
}
