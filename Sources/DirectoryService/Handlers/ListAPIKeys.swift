import DirectoryAPI
import DirectoryDomain

extension Handler {
    /// Of all organizations when none is named.
    static let listAPIKeys = Handler(ListAPIKeys.self, .admin) { dispatcher, _, request, _ in
        if !request.organizationID.isEmpty,
            try dispatcher.reader.organization(id: request.organizationID) == nil
        {
            throw Refusal.notFound
        }
        let keys = try dispatcher.reader.apiKeys(of: request.organizationID)
        return .now(ListAPIKeysResponse(keys: keys.map { DirectoryAPI.APIKey($0) }))
    }
}
