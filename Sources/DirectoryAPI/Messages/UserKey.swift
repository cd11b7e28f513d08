import ProtobufC

/// What a user is looked up by.
public struct UserKey: MessageCoding, Equatable, Sendable {
    public enum Key: Equatable, Sendable {
        case uuid(String)
        /// Compared trimmed and lower-cased.
        case email(String)
        /// Exact match with what was set.
        case phoneNumber(String)
        /// Matches after canonicalising both sides.
        case canonicalPhoneNumber(String)
        case authyID(Int64)
    }

    /// Required.
    public var key: Key?

    public init(_ key: Key? = nil) { self.key = key }

    public static var schema: Schema { .userKey }

    public init(reading reader: borrowing MessageReader) {
        if reader.has(1) {
            key = .uuid(reader.string(1))
        } else if reader.has(2) {
            key = .email(reader.string(2))
        } else if reader.has(3) {
            key = .phoneNumber(reader.string(3))
        } else if reader.has(4) {
            key = .canonicalPhoneNumber(reader.string(4))
        } else if reader.has(5) {
            key = .authyID(reader.int64(5))
        }
    }

    public func write(to writer: inout MessageWriter) {
        switch key {
        case .uuid(let uuid): writer.set(1, string: uuid)
        case .email(let email): writer.set(2, string: email)
        case .phoneNumber(let number): writer.set(3, string: number)
        case .canonicalPhoneNumber(let number): writer.set(4, string: number)
        case .authyID(let id): writer.set(5, int64: id)
        case nil: break
        }
    }
}
