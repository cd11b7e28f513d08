import ProtobufC

/// An API key without its secret.
public struct APIKey: MessageCoding, Equatable, Sendable {
    /// Public part, may be logged.
    public var id: String
    public var organizationID: String
    public var scopes: [String]
    public var createdAt: ProtoTimestamp?
    /// Absent = never.
    public var expiresAt: ProtoTimestamp?
    /// Absent = live.
    public var revokedAt: ProtoTimestamp?
    /// To the minute.
    public var lastUsedAt: ProtoTimestamp?
    /// Look-ups in any minute; 0 = any number.
    public var requestsPerMinute: Int64
    /// Different values looked up in a day; 0 = any number.
    public var distinctPerDay: Int64

    public init(
        id: String = "", organizationID: String = "", scopes: [String] = [],
        createdAt: ProtoTimestamp? = nil, expiresAt: ProtoTimestamp? = nil,
        revokedAt: ProtoTimestamp? = nil, lastUsedAt: ProtoTimestamp? = nil,
        requestsPerMinute: Int64 = 0, distinctPerDay: Int64 = 0
    ) {
        self.id = id
        self.organizationID = organizationID
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
        self.requestsPerMinute = requestsPerMinute
        self.distinctPerDay = distinctPerDay
    }

    public static var schema: Schema { .apiKey }

    public init(reading reader: borrowing MessageReader) {
        id = reader.string(1)
        organizationID = reader.string(2)
        scopes = reader.strings(3)
        createdAt = reader.message(4) { ProtoTimestamp(reading: $0) }
        expiresAt = reader.message(5) { ProtoTimestamp(reading: $0) }
        revokedAt = reader.message(6) { ProtoTimestamp(reading: $0) }
        lastUsedAt = reader.message(7) { ProtoTimestamp(reading: $0) }
        requestsPerMinute = reader.int64(8)
        distinctPerDay = reader.int64(9)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: id)
        writer.set(2, string: organizationID)
        writer.set(3, strings: scopes)
        if let createdAt { writer.set(4) { createdAt.write(to: &$0) } }
        if let expiresAt { writer.set(5) { expiresAt.write(to: &$0) } }
        if let revokedAt { writer.set(6) { revokedAt.write(to: &$0) } }
        if let lastUsedAt { writer.set(7) { lastUsedAt.write(to: &$0) } }
        writer.set(8, int64: requestsPerMinute)
        writer.set(9, int64: distinctPerDay)
    }
}
