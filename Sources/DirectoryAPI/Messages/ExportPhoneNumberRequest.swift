import ProtobufC

/// Asks for the number of one user, which is recorded and limited.
public struct ExportPhoneNumberRequest: MessageCoding, Equatable, Sendable {
    public var authyID: Int64

    public init(authyID: Int64 = 0) { self.authyID = authyID }

    public static var schema: Schema { .exportPhoneNumberRequest }

    public init(reading reader: borrowing MessageReader) {
        authyID = reader.int64(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int64: authyID)
    }
}
