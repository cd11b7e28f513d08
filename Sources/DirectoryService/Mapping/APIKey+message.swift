import DirectoryAPI
import DirectoryDomain

extension DirectoryAPI.APIKey {
    init(_ key: DirectoryDomain.APIKey) {
        self.init(
            id: key.id, organizationID: key.organizationID,
            scopes: Scope.allCases.filter(key.scopes.contains).map(\.rawValue),
            createdAt: ProtoTimestamp(key.createdAt),
            expiresAt: key.expiresAt.map { ProtoTimestamp($0) },
            revokedAt: key.revokedAt.map { ProtoTimestamp($0) },
            lastUsedAt: key.lastUsedAt.map { ProtoTimestamp($0) },
            requestsPerMinute: key.budget.requestsPerMinute,
            distinctPerDay: key.budget.distinctPerDay)
    }
}

extension DirectoryAPI.Organization {
    init(_ organization: DirectoryDomain.Organization) {
        self.init(
            id: organization.id, name: organization.name,
            createdAt: ProtoTimestamp(organization.createdAt),
            visibility: DirectoryAPI.Visibility(organization.visibility))
    }
}
