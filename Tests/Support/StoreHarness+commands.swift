import DirectoryDomain

extension StoreHarness {
    /// Makes a user with this address, which must be free.
    @discardableResult
    package func create(
        _ email: String, uuid: String? = nil, phoneNumber: String? = nil,
        organizationID: String = ""
    ) async throws -> User {
        let outcome = try await findOrCreate(email, uuid: uuid, organizationID: organizationID)
        try expect(outcome.created, "a new user")
        guard let phoneNumber else { return outcome.user }
        try await set(phoneNumber, of: outcome.user)
        return try require(try user(.uuid(outcome.user.uuid)), "the user just made")
    }

    package func findOrCreate(
        _ email: String, uuid: String? = nil, findOnly: Bool = false, organizationID: String = ""
    ) async throws -> FindOrCreateUser.Outcome {
        try await run(
            FindOrCreateUser(
                email: try Fixture.email(email), requestedUUID: try uuid.map(Fixture.uuid),
                freshUUID: Fixture.freshUUID(), findOnly: findOnly),
            organizationID: organizationID)
    }

    @discardableResult
    package func set(
        _ phoneNumber: String, of user: User, expectedVersion: Int64 = 0
    ) async throws -> UpdatePhoneNumber.Outcome {
        let number = try Fixture.number(phoneNumber)
        return try await run(
            UpdatePhoneNumber(
                uuid: user.uuid, change: .set(number), expectedVersion: expectedVersion))
    }

    @discardableResult
    package func removeNumber(of user: User) async throws -> UpdatePhoneNumber.Outcome {
        try await run(UpdatePhoneNumber(uuid: user.uuid, change: .remove))
    }

    @discardableResult
    package func export(_ user: User) async throws -> ExportPhoneNumber.Outcome {
        try await run(ExportPhoneNumber(authyID: user.authyID))
    }

    @discardableResult
    package func erase(_ user: User) async throws -> EraseUser.Outcome {
        try await run(EraseUser(uuid: user.uuid))
    }

    package func createOrganization(_ name: String) async throws -> Organization {
        try await run(CreateOrganization(id: Fixture.organizationID(), name: name))
    }

    @discardableResult
    package func setMembership(
        of user: User, in organization: Organization, member: Bool = true
    ) async throws -> Bool {
        try await run(
            SetMembership(organizationID: organization.id, uuid: user.uuid, member: member))
        return member
    }

    package func issueKey(
        id: String, of organization: Organization, scopes: Set<Scope> = [], digest: UInt8,
        expiresAt: Timestamp? = nil
    ) async throws -> APIKey {
        try await run(
            IssueAPIKey(
                id: id, organizationID: organization.id, scopes: scopes,
                digest: Fixture.digest(digest), expiresAt: expiresAt))
    }
}
