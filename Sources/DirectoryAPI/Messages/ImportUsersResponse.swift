import ProtobufC

/// What an import did.
public struct ImportUsersResponse: MessageCoding, Equatable, Sendable {
    public var created: Int64
    public var unchanged: Int64
    public var rejected: Int64
    /// The first 100, by record number; never the PII.
    public var rejections: [String]

    public init(
        created: Int64 = 0, unchanged: Int64 = 0, rejected: Int64 = 0, rejections: [String] = []
    ) {
        self.created = created
        self.unchanged = unchanged
        self.rejected = rejected
        self.rejections = rejections
    }

    public static var schema: Schema { .importUsersResponse }

    public init(reading reader: borrowing MessageReader) {
        created = reader.int64(1)
        unchanged = reader.int64(2)
        rejected = reader.int64(3)
        rejections = reader.strings(4)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: created)
        writer.set(2, int64: unchanged)
        writer.set(3, int64: rejected)
        writer.set(4, strings: rejections)
    }
}
