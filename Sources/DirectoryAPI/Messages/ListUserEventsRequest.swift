import ProtobufC

/// A page of one user's events.
public struct ListUserEventsRequest: MessageCoding, Equatable, Sendable {
    public var uuid: String
    public var afterVersion: Int64
    /// 0 = 100; at most 1000.
    public var pageSize: Int32

    public init(uuid: String = "", afterVersion: Int64 = 0, pageSize: Int32 = 0) {
        self.uuid = uuid
        self.afterVersion = afterVersion
        self.pageSize = pageSize
    }

    public static var schema: Schema { .listUserEventsRequest }

    public init(reading reader: borrowing MessageReader) {
        uuid = reader.string(1)
        afterVersion = reader.int64(2)
        pageSize = reader.int32(3)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: uuid)
        writer.set(2, int64: afterVersion)
        writer.set(3, int32: pageSize)
    }
}
