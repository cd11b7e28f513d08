import ProtobufC

/// Asks whether a service can answer.
public struct HealthCheckRequest: MessageCoding, Equatable, Sendable {
    /// Empty = the daemon as a whole.
    public var service: String

    public init(service: String = "") { self.service = service }

    public static var schema: Schema { .healthCheckRequest }

    public init(reading reader: borrowing MessageReader) {
        service = reader.string(1)
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, string: service)
    }
}
