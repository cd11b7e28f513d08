import ProtobufC

/// A change of one user's number.
public struct UpdatePhoneNumberRequest: MessageCoding, Equatable, Sendable {
    public enum Change: Equatable, Sendable {
        case set(String)
        case remove
    }

    public var uuid: String
    /// Required.
    public var change: Change?
    /// 0 = any; otherwise ABORTED when it differs.
    public var expectedVersion: Int64

    public init(uuid: String = "", change: Change? = nil, expectedVersion: Int64 = 0) {
        self.uuid = uuid
        self.change = change
        self.expectedVersion = expectedVersion
    }

    public static var schema: Schema { .updatePhoneNumberRequest }

    public init(reading reader: borrowing MessageReader) {
        uuid = reader.string(1)
        if reader.has(2) {
            change = .set(reader.string(2))
        } else if reader.has(3) {
            change = .remove
        }
        expectedVersion = reader.int64(4)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: uuid)
        switch change {
        case .set(let value): writer.set(2, string: value)
        case .remove: writer.set(3) { _ in }
        case nil: break
        }
        writer.set(4, int64: expectedVersion)
    }
}
