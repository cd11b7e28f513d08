/// The reads of a state, for readers and transactions alike.
protocol InMemoryReading: DirectoryReader {
    /// What is read: what is committed, or what the transaction has made of it so far.
    var state: InMemoryState { get }
    var sealing: any EventSealing { get }
}

extension InMemoryReading {
    package func user(_ key: UserKey) throws(StoreFailure) -> User? {
        let state = state
        return switch key {
        case .uuid(let uuid): state.record(uuid: uuid)?.user
        case .email(let email): state.record(email: email)?.user
        case .phoneNumber(let number): state.holders(of: number).last?.user
        case .canonicalPhoneNumber(let number): state.holders(ofCanonical: number).last?.user
        case .authyID(let id): state.record(authyID: id)?.user
        }
    }

    package func holder(
        of number: PhoneNumber, preferring organizationID: String
    ) throws(StoreFailure) -> User? {
        let state = state
        let holders =
            number.canonical.map(state.holders(ofCanonical:)) ?? state.holders(of: number)
        let member = holders.last { $0.organizationIDs.contains(organizationID) }
        return (member ?? holders.last)?.user
    }

    package func isMember(
        authyID: Int64, of organizationID: String
    ) throws(StoreFailure) -> Bool {
        state.record(authyID: authyID)?.organizationIDs.contains(organizationID) ?? false
    }

    package func member(
        _ key: UserKey, of organizationID: String
    ) throws(StoreFailure) -> User? {
        let state = state
        let holders: [InMemoryState.Record] =
            switch key {
            case .phoneNumber(let number): state.holders(of: number)
            case .canonicalPhoneNumber(let number): state.holders(ofCanonical: number)
            case .uuid, .email, .authyID:
                [try user(key)].compactMap { $0.flatMap { state.record(authyID: $0.authyID) } }
            }
        return holders.last { $0.organizationIDs.contains(organizationID) }?.user
    }

    package func lookUps(ofKey id: String) throws(StoreFailure) -> StoredLookUps {
        state.lookUps[id] ?? StoredLookUps()
    }

    package func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        try events(in: state.entries(of: uuid).filter { $0.version > afterVersion }.prefix(limit))
    }

    package func events(
        afterPosition: Int64, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        let log = state.log
        let start = Int(clamping: max(0, afterPosition))
        return try events(in: start < log.count ? log[start...].prefix(limit) : [])
    }

    package func users(
        afterAuthyID: Int64, limit: Int
    ) throws(StoreFailure) -> [ExportedUser] {
        let state = state
        let living = state.records.values.filter {
            $0.user.authyID > afterAuthyID && !$0.user.isErased
        }
        return living.sorted { $0.user.authyID < $1.user.authyID }.prefix(limit).map { record in
            ExportedUser(
                user: record.user,
                organizationIDs: state.organizations.map(\.id).filter(
                    record.organizationIDs.contains))
        }
    }

    package func organizations() throws(StoreFailure) -> [Organization] { state.organizations }

    package func organization(id: String) throws(StoreFailure) -> Organization? {
        state.organizations.first { $0.id == id }
    }

    package func apiKeys(of organizationID: String) throws(StoreFailure) -> [APIKey] {
        let state = state
        return state.keys.filter { organizationID.isEmpty || $0.organizationID == organizationID }
            .map(state.withVisibility)
    }

    package func apiKey(id: String) throws(StoreFailure) -> APIKey? {
        let state = state
        return state.keys.first { $0.id == id }.map(state.withVisibility)
    }

    package func apiKey(digest: [UInt8]) throws(StoreFailure) -> APIKey? {
        let state = state
        return state.keys.first { $0.digest == digest }.map(state.withVisibility)
    }

    package func totals() throws(StoreFailure) -> StoreTotals {
        let state = state
        return StoreTotals(
            users: Int64(state.records.values.count { !$0.user.isErased }),
            lastPosition: Int64(state.log.count))
    }

    package func endBatch() {}

    private func events(
        in entries: some Sequence<InMemoryState.LogEntry>
    ) throws(StoreFailure) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for entry in entries {
            guard let event = sealing.event(from: entry.bytes, chainHash: entry.chainHash)
            else { throw .corrupt }
            events.append(event)
        }
        return events
    }
}

extension InMemoryState {
    fileprivate func withVisibility(_ key: APIKey) -> APIKey {
        var key = key
        key.visibility =
            organizations.first { $0.id == key.organizationID }?.visibility ?? .shared
        return key
    }
}
