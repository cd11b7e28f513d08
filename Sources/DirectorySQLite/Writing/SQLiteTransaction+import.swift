import DirectoryDomain

/// Imported users are written whole: a claim, a row, an event or two. There is no look-up on the
/// way, for who is here already shows when the claim is refused.
extension SQLiteTransaction {
    func importUser(
        _ user: User, history: [DatedEvent], context: CommandContext
    ) throws -> Int64? {
        try beginImport()
        guard let id = try writes.imports.claim(user, on: connection) else { return nil }
        let first = state.head.position + 1
        var tail = EventList.Tail()
        var links: [EventList.Tail] = []
        for version in 1...Int64(history.count) {
            let jump = tail.jump(ofVersion: version) { links[Int($0 - first)].jump }
            links.append(EventList.Tail(position: tail.position, jump: jump))
            tail = EventList.Tail(position: first + version - 1, jump: jump)
        }
        let set = history.lastIndex { if case .phoneNumberSet = $0.event { true } else { false } }
        let isFree = try writes.imports.insert(
            user, authyID: id, tail: tail, phoneNumberPosition: set.map { first + Int64($0) })
        guard isFree else {
            try writes.imports.giveBack(authyID: id)
            return nil
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
