import DirectoryAPI
import DirectoryDomain
import TTRPC

extension Handler {
    static let watchEvents = Handler(streaming: WatchEvents.self, .scope(.eventsRead)) {
        dispatcher, caller, request, call in
        // The log is everybody's: a token that reaches one user does not reach it.
        guard caller.reach == .everyone else { throw Refusal.notPermitted }
        guard caller.visibility == .shared else {
            throw Status(
                .permissionDenied,
                "the log is everybody's; an isolated organization may not read it")
        }
        guard request.afterPosition >= 0 else {
            throw Refusal.invalid(field: "after_position", reason: "must not be negative")
        }
        return EventWatch(
            feed: dispatcher.feed, signal: call.streamSignal(), after: request.afterPosition)
    }
}
