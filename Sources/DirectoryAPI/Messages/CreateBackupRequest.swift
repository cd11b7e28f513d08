import ProtobufC

/// Asks for a copy of the store, taken while it serves.
public struct CreateBackupRequest: MessageCoding, Equatable, Sendable {
    public var path: String

    public init(path: String = "") { self.path = path }

    public static var schema: Schema { .createBackupRequest }

    public init(reading reader: borrowing MessageReader) {
        path = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: path)
    }
}
