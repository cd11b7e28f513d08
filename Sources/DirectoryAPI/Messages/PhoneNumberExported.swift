import ProtobufC

/// A number was handed out whole.
public struct PhoneNumberExported: MessageCoding, Equatable, Sendable {
    public var maskedPhoneNumber: String

    public init(maskedPhoneNumber: String = "") { self.maskedPhoneNumber = maskedPhoneNumber }

    public static var schema: Schema { .phoneNumberExported }

    public init(reading reader: borrowing MessageReader) {
        maskedPhoneNumber = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: maskedPhoneNumber)
    }
}
