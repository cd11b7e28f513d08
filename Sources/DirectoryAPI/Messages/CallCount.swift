import ProtobufC

/// How often a method was answered with a status.
public struct CallCount: MessageCoding, Equatable, Sendable {
    /// `SERVICE/METHOD`; empty for what is no method.
    public var method: String
    /// 0 for OK. A stream counts as that when it begins.
    public var code: Int32
    public var count: Int64

    public init(method: String = "", code: Int32 = 0, count: Int64 = 0) {
        self.method = method
        self.code = code
        self.count = count
    }

    public static var schema: Schema { .callCount }

    public init(reading reader: borrowing MessageReader) {
        method = reader.string(1)
        code = reader.int32(2)
        count = reader.int64(3)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: method)
        writer.set(2, int32: code)
        writer.set(3, int64: count)
    }
}
