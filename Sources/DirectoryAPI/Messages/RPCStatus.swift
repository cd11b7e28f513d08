import ProtobufC

/// google.rpc.Status: how a call ended.
public struct RPCStatus: MessageCoding, Equatable, Sendable {
    public var code: Int32
    public var message: String
    public var details: [ProtoAny]

    public init(code: Int32 = 0, message: String = "", details: [ProtoAny] = []) {
        self.code = code
        self.message = message
        self.details = details
    }

    public static var schema: Schema { .status }

    public init(reading reader: borrowing MessageReader) {
        code = reader.int32(1)
        message = reader.string(2)
        var details: [ProtoAny] = []
        details.reserveCapacity(reader.count(3))
        reader.messages(3) { details.append(ProtoAny(reading: $0)) }
        self.details = details
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, int32: code)
        writer.set(2, string: message)
        writer.set(3, repeated: details) { $0.write(to: &$1) }
    }
}
