import DirectoryDomain

extension SQLiteTransaction {
    func insert(_ organization: Organization) throws {
        guard try writes.organizations.insert(organization) else {
            throw Refusal.alreadyExists(what: "an organization of this id")
        }
        noteChange()
    }

    func update(_ organization: Organization) throws {
        guard try writes.organizations.update(organization, on: connection) else {
            throw StoreFailure.corrupt
        }
        noteChange()
    }

    func setMembership(authyID: Int64, organizationID: String, member: Bool) throws {
        try writes.organizations.setMembership(
            authyID: authyID, organizationID: organizationID, member: member)
        noteChange()
    }

    func insert(_ key: APIKey) throws {
        guard try writes.organizations.insert(key) else {
            throw Refusal.alreadyExists(what: "a key with this secret")
        }
        noteChange()
    }

    func update(_ key: APIKey) throws {
        guard try writes.organizations.update(key, on: connection) else {
            throw StoreFailure.corrupt
        }
        noteChange()
    }
}
