/// The full names of the services.
public enum Service {
    public static let directory = "rollcall.v1.Directory"
    public static let admin = "rollcall.v1.Admin"
    public static let health = "grpc.health.v1.Health"
}
