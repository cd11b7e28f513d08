import ProtobufC

/// The key with its secret: the only time that is shown.
public struct IssueAPIKeyResponse: MessageCoding, Equatable, Sendable {
    public var key: APIKey?
    public var secret: String

    public init(key: APIKey? = nil, secret: String = "") {
        self.key = key
        self.secret = secret
    }

    public static var schema: Schema { .issueAPIKeyResponse }

    public init(reading reader: borrowing MessageReader) {
        key = reader.message(1) { APIKey(reading: $0) }
        secret = reader.string(2)
    }

    public func write(to writer: inout MessageWriter) {
        if let key { writer.set(1) { key.write(to: &$0) } }
        writer.set(2, string: secret)
    }
}
