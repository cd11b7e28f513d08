/// Lists one user's events by ascending version, a page at a time.
public enum ListUserEvents: UnaryMethod {
    public typealias Request = ListUserEventsRequest
    public typealias Response = ListUserEventsResponse
    public static let service = Service.directory
    public static let name = "ListUserEvents"
    public static let changesNothing = true
}
