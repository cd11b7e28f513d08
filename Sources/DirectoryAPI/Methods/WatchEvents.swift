/// Every event after a position, gap-free and in order, each once it is committed; has no end. The
/// position of the last event that was seen is where to go on after a stream was lost.
public enum WatchEvents: ServerStreamingMethod {
    public typealias Request = WatchEventsRequest
    public typealias Response = Event
    public static let service = Service.directory
    public static let name = "WatchEvents"
}
