import ProtobufC

/// A number in its parts.
public struct ExportPhoneNumberResponse: MessageCoding, Equatable, Sendable {
    public var e164: String
    /// Digits, no plus sign.
    public var countryCode: String
    /// Digits.
    public var nationalNumber: String
    /// Last update of the user.
    public var updatedAt: ProtoTimestamp?

    public init(
        e164: String = "", countryCode: String = "", nationalNumber: String = "",
        updatedAt: ProtoTimestamp? = nil
    ) {
        self.e164 = e164
        self.countryCode = countryCode
        self.nationalNumber = nationalNumber
        self.updatedAt = updatedAt
    }

    public static var schema: Schema { .exportPhoneNumberResponse }

    public init(reading reader: borrowing MessageReader) {
        e164 = reader.string(1)
        countryCode = reader.string(2)
        nationalNumber = reader.string(3)
        updatedAt = reader.message(4) { ProtoTimestamp(reading: $0) }
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: e164)
        writer.set(2, string: countryCode)
        writer.set(3, string: nationalNumber)
        if let updatedAt { writer.set(4) { updatedAt.write(to: &$0) } }
    }
}
