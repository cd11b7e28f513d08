import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let issueAPIKey = Handler(DirectoryAPI.IssueAPIKey.self, .admin) {
        dispatcher, caller, request, call in
        guard !request.organizationID.isEmpty else {
            throw Refusal.invalid(field: "organization_id", reason: "must be given")
        }
        let secret = try secret(request.existingSecret)
        let command = DirectoryDomain.IssueAPIKey(
            id: publicID(of: secret), organizationID: request.organizationID,
            scopes: try scopes(request.scopes), digest: KeyGate.digest(of: secret),
            expiresAt: request.expiresAt.map { Timestamp(milliseconds: $0.milliseconds) },
            budget: LookUpBudget(
                requestsPerMinute: request.requestsPerMinute,
                distinctPerDay: request.distinctPerDay))
        let isCarriedOver = !request.existingSecret.isEmpty
        return try dispatcher.submit(command, for: caller, call) { key in
            // Who carries a key over has its secret already.
            IssueAPIKeyResponse(
                key: DirectoryAPI.APIKey(key), secret: isCarriedOver ? "" : secret.text)
        }
    }

    private static func secret(_ existing: String) throws(Refusal) -> APIKeySecret {
        if existing.isEmpty {
            return APIKeySecret(random: RandomBytes.make(APIKeySecret.randomBytes))
        }
        guard let secret = APIKeySecret(existing) else {
            throw .invalid(field: "existing_secret", reason: APIKeySecret.reason)
        }
        return secret
    }

    private static func publicID(of secret: APIKeySecret) -> String {
        switch secret.origin {
        case .issued(let id): id
        case .carriedOver:
            APIKeySecret.publicID(random: RandomBytes.make(APIKeySecret.idBytes))
        }
    }

    private static func scopes(_ names: [String]) throws(Refusal) -> Set<Scope> {
        var scopes: Set<Scope> = []
        for name in names {
            guard let scope = Scope(rawValue: name) else {
                let known = Scope.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid(field: "scopes", reason: "each must be one of \(known)")
            }
            scopes.insert(scope)
        }
        return scopes
    }
}
