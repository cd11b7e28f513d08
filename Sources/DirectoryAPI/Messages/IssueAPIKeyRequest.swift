import ProtobufC

/// Asks for a new key, or to carry over one that clients already hold.
public struct IssueAPIKeyRequest: MessageCoding, Equatable, Sendable {
    public var organizationID: String
    /// Empty = users:read, users:create, users:write-phone, users:check.
    public var scopes: [String]
    public var expiresAt: ProtoTimestamp?
    /// To carry over a key that clients already hold.
    public var existingSecret: String
    /// Look-ups in any minute; 0 = any number.
    public var requestsPerMinute: Int64
    /// Different values looked up in a day; 0 = any number.
    public var distinctPerDay: Int64

    public init(
        organizationID: String = "", scopes: [String] = [], expiresAt: ProtoTimestamp? = nil,
        existingSecret: String = "", requestsPerMinute: Int64 = 0, distinctPerDay: Int64 = 0
    ) {
        self.organizationID = organizationID
        self.scopes = scopes
        self.expiresAt = expiresAt
        self.existingSecret = existingSecret
        self.requestsPerMinute = requestsPerMinute
        self.distinctPerDay = distinctPerDay
    }

    public static var schema: Schema { .issueAPIKeyRequest }

    public init(reading reader: borrowing MessageReader) {
        organizationID = reader.string(1)
        scopes = reader.strings(2)
        expiresAt = reader.message(3) { ProtoTimestamp(reading: $0) }
        existingSecret = reader.string(4)
        requestsPerMinute = reader.int64(5)
        distinctPerDay = reader.int64(6)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: organizationID)
        writer.set(2, strings: scopes)
        if let expiresAt { writer.set(3) { expiresAt.write(to: &$0) } }
        writer.set(4, string: existingSecret)
        writer.set(5, int64: requestsPerMinute)
        writer.set(6, int64: distinctPerDay)
    }
}
