import TTRPC

/// Every method that the daemon answers: the one list. A new one is a file in Handlers/ and a line
/// here.
enum DirectoryHandlers {
    static let all: [Handler] = [
        .lookupUser, .batchLookupUsers, .findOrCreateUser, .checkUser, .updatePhoneNumber,
        .exportPhoneNumber, .listUserEvents, .watchEvents, .eraseUser,
        .createOrganization, .listOrganizations, .setMembership, .issueAPIKey, .listAPIKeys,
        .revokeAPIKey, .limitAPIKey, .setOrganizationVisibility, .importUsers, .exportUsers,
        .createBackup, .verifyStore, .getStatus,
        .checkHealth,
    ]

    static let table = MethodTable(all.map { ($0.service, $0.method) })
}
