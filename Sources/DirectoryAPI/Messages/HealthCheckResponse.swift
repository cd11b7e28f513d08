import ProtobufC

/// Whether a service can answer.
public struct HealthCheckResponse: MessageCoding, Equatable, Sendable {
    public enum ServingStatus: Int, Equatable, Sendable {
        case unknown = 0
        case serving = 1
        case notServing = 2
        case serviceUnknown = 3
    }

    public var status: ServingStatus

    public init(status: ServingStatus = .unknown) { self.status = status }

    public static var schema: Schema { .healthCheckResponse }

    public init(reading reader: borrowing MessageReader) {
        status = ServingStatus(rawValue: reader.enumeration(1)) ?? .unknown
    }

    public func write(to writer: inout MessageWriter) {
        writer.set(1, enumeration: status.rawValue)
    }
}
