import ProtobufC

/// What is known of the asked user.
public struct CheckUserResponse: MessageCoding, Equatable, Sendable {
    public enum Match: Int, Equatable, Sendable {
        case unspecified = 0
        case userNotFound = 1
        case emailExists = 2
        case phoneNumberExists = 3
    }

    public var match: Match
    /// Absent when not found.
    public var createdAt: ProtoTimestamp?
    public var existsInCurrentOrganization: Bool

    public init(
        match: Match = .unspecified, createdAt: ProtoTimestamp? = nil,
        existsInCurrentOrganization: Bool = false
    ) {
        self.match = match
        self.createdAt = createdAt
        self.existsInCurrentOrganization = existsInCurrentOrganization
    }

    public static var schema: Schema { .checkUserResponse }

    public init(reading reader: borrowing MessageReader) {
        match = Match(rawValue: reader.enumeration(1)) ?? .unspecified
        createdAt = reader.message(2) { ProtoTimestamp(reading: $0) }
        existsInCurrentOrganization = reader.bool(3)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, enumeration: match.rawValue)
        if let createdAt { writer.set(2) { createdAt.write(to: &$0) } }
        writer.set(3, bool: existsInCurrentOrganization)
    }
}
