/// grpc.health.v1: says whether a service, or the daemon as a whole, can answer. Needs no rights.
public enum CheckHealth: UnaryMethod {
    public typealias Request = HealthCheckRequest
    public typealias Response = HealthCheckResponse
    public static let service = Service.health
    public static let name = "Check"
    public static let changesNothing = true
}
