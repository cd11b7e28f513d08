import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let listUserEvents = Handler(ListUserEvents.self, .scope(.eventsRead)) {
        dispatcher, caller, request, _ in
        let size = request.pageSize == 0 ? 100 : Int(request.pageSize)
        guard (1...1000).contains(size) else {
            throw Refusal.invalid(field: "page_size", reason: "must be 1 to 1000, or 0 for 100")
        }
        guard request.afterVersion >= 0 else {
            throw Refusal.invalid(field: "after_version", reason: "must not be negative")
        }
        guard !request.uuid.isEmpty else {
            throw Refusal.invalid(field: "uuid", reason: "must be given")
        }
        let uuid = UserUUID(request.uuid)
        try dispatcher.require(caller, toReach: uuid)
        guard let uuid else { throw Refusal.notFound }
        try dispatcher.require(.uuid(uuid), toBeVisibleTo: caller)
        // One more than asked for tells whether there is a next page.
        var events = try dispatcher.environment.directory.events(
            of: uuid, afterVersion: request.afterVersion, limit: size + 1,
            from: dispatcher.reader)
        let hasMore = events.count > size
        if hasMore { events.removeLast() }
        return .now(
            ListUserEventsResponse(
                events: events.map { DirectoryAPI.Event($0) },
                nextAfterVersion: hasMore ? events.last?.version ?? 0 : 0))
    }
}
