import ProtobufC

/// google.protobuf.Any: a packed message with the name of its type.
public struct ProtoAny: MessageCoding, Equatable, Sendable {
    /// Ends in a slash and the full name of the type.
    public var typeURL: String
    public var value: [UInt8]

    public init(typeURL: String = "", value: [UInt8] = []) {
        self.typeURL = typeURL
        self.value = value
    }

    /// Packs a message under `type.googleapis.com/` and its name.
    public init(packing message: some MessageCoding) {
        typeURL = "type.googleapis.com/" + type(of: message).schema.name
        value = message.encoded()
    }

    /// The message inside; nil when it is of another type or does not decode.
    public func unpacked<Message: MessageCoding>(as type: Message.Type) -> Message? {
        guard typeURL.hasSuffix("/" + Message.schema.name) else { return nil }
        return try? Message(decoding: value)
    }

    public static var schema: Schema { .any }

    public init(reading reader: borrowing MessageReader) {
        typeURL = reader.string(1)
        value = reader.bytes(2)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: typeURL)
        writer.set(2, bytes: value)
    }
}
