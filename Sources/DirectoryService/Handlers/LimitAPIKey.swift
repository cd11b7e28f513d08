import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let limitAPIKey = Handler(DirectoryAPI.LimitAPIKey.self, .admin) {
        dispatcher, caller, request, call in
        guard !request.id.isEmpty else {
            throw Refusal.invalid(field: "id", reason: "must be given")
        }
        let command = DirectoryDomain.LimitAPIKey(
            id: request.id,
            budget: LookUpBudget(
                requestsPerMinute: request.requestsPerMinute,
                distinctPerDay: request.distinctPerDay))
        let changes = dispatcher.environment.keyChanges
        return try dispatcher.submit(command, for: caller, call) { key in
            changes.advance()
            return DirectoryAPI.APIKey(key)
        }
    }
}
