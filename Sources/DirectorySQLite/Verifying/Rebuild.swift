import DirectoryDomain

/// One user as the log tells it.
struct Rebuild {
    private var aggregate: UserAggregate
    /// Of the event that set the present number.
    private var phonePosition: Int64?
    /// An event was out of order: what comes of them is no measure of the record.
    private var isBroken = false
    /// The last exports, as many as the quota looks at.
    private var exports: [Timestamp] = []

    init(uuid: UserUUID) { aggregate = UserAggregate(uuid: uuid) }

    /// The next event by version; `version` and `position` are those of its row.
    mutating func take(
        _ event: RecordedEvent, version: Int64, position: Int64, into findings: inout Findings
    ) {
        func require(_ condition: Bool, _ problem: String) {
            guard !condition else { return }
            findings.add("position \(position): \(problem)")
            isBroken = true
        }
        require(event.uuid == aggregate.uuid, "its uuid is not the user's")
        require(version == aggregate.version + 1, "versions are not dense")
        require((event.event == .created) == (version == 1), "not the first, or not a creation")
        require(event.time >= aggregate.lastEventAt, "earlier than the event before it")
        require(!aggregate.isErased, "after the erasure")
        if event.event.isExport {
            require(
                ExportQuota.wait(after: exports, at: event.time) == nil,
                "one export more than the quota allows")
            exports = exports.suffix(ExportQuota.limit - 1) + [event.time]
        }
        aggregate.apply(event.event, at: event.time)
        switch event.event {
        case .phoneNumberSet: phonePosition = position
        case .phoneNumberRemoved, .erased: phonePosition = nil
        case .created, .phoneNumberExported: break
        }
    }

    func compare(with record: StoredRecord, into findings: inout Findings) {
        guard aggregate.version > 0 else {
            findings.add("authy id \(record.authyID): in no event")
            return
        }
        guard !isBroken else { return }
        let stored = UserAggregate(record.user, lastEventAt: aggregate.lastEventAt)
        findings.require(
            stored == aggregate && record.phonePosition == phonePosition,
            "authy id \(record.authyID): differs from its events")
    }
}

extension UserEvent {
    fileprivate var isExport: Bool {
        switch self {
        case .phoneNumberExported: true
        case .created, .phoneNumberSet, .phoneNumberRemoved, .erased: false
        }
    }
}
