import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let revokeAPIKey = Handler(DirectoryAPI.RevokeAPIKey.self, .admin) {
        dispatcher, caller, request, call in
        guard !request.id.isEmpty else {
            throw Refusal.invalid(field: "id", reason: "must be given")
        }
        let command = DirectoryDomain.RevokeAPIKey(id: request.id)
        let changes = dispatcher.environment.keyChanges
        return try dispatcher.submit(command, for: caller, call) { _ in
            // It is on the disk now; from here on no worker goes by its memory.
            changes.advance()
            return RevokeAPIKeyResponse()
        }
    }
}
