import DirectoryDomain

/// Imported users are written whole: a claim, a row, an event or two; their keys wait.
extension SQLiteTransaction {
    func importUser(
        _ user: User, history: [DatedEvent], context: CommandContext
    ) throws -> Int64? {
        try beginImport()
        try writes.keys.learn()
        let (uuidKey, emailKey) = (user.uuid.key, EmailAddress(trusted: user.email).key)
        if try writes.keys.isTaken(uuidKey, .uuid) || writes.keys.isTaken(emailKey, .email) {
            return nil
        }
        guard let id = try writes.imports.claim(user, uuidKey: uuidKey, on: connection)
        else { return nil }
        let first = state.head.position + 1
        var tail = EventList.Tail()
        var links: [EventList.Tail] = []
        for version in 1...Int64(history.count) {
            let jump = tail.jump(ofVersion: version) { links[Int($0 - first)].jump }
            links.append(EventList.Tail(position: tail.position, jump: jump))
            tail = EventList.Tail(position: first + version - 1, jump: jump)
        }
        let set = history.lastIndex { if case .phoneNumberSet = $0.event { true } else { false } }
        let phone = set.map { (key: user.phoneNumber.map(PhoneKey.of), at: first + Int64($0)) }
        try writes.imports.insert(
            user, authyID: id, emailKey: emailKey, phoneKey: phone?.key, tail: tail,
            phoneNumberPosition: phone?.at)
        let holder = UnsettledCandidate(authyID: id)
        bring(uuidKey, .uuid, of: holder, createdAt: first)
        bring(emailKey, .email, of: holder, createdAt: first)
        if let phone, let key = phone.key {
            bring(
                key, .phone, of: UnsettledCandidate(authyID: id, position: phone.at),
                createdAt: first)
        }
        for (index, dated) in history.enumerated() {
            try append(
                dated, version: Int64(index + 1), to: user.uuid, authyID: id, link: links[index],
                context: context)
        }
        state.users += 1
        // Nothing else can be kept of a user who was not here.
        changedKeys?.append(contentsOf: user.numberKeys)
        noteChange()
        return id
    }

    private func append(
        _ dated: DatedEvent, version: Int64, to uuid: UserUUID, authyID: Int64,
        link: EventList.Tail, context: CommandContext
    ) throws {
        var recorded = RecordedEvent(
            position: state.head.position + 1, uuid: uuid, version: version, time: dated.time,
            organizationID: context.organizationID, actor: context.actor, event: dated.event,
            chainHash: [])
        let bytes = sealing.bytes(of: recorded)
        recorded.chainHash = sealing.chainHash(after: state.head.chainHash, bytes: bytes)
        try writes.append(
            recorded, authyID: authyID, previous: link.position, jump: link.jump, bytes: bytes)
        state.head = LogHead(position: recorded.position, chainHash: recorded.chainHash)
    }
}
