/// All that an `InMemoryStore` holds, as a value: a transaction works on a copy, and a refused one
/// is undone by forgetting it.
struct InMemoryState: Sendable {
    struct Record: Sendable {
        var user: User
        /// Of the event that set the number; the latest of several holders has the highest.
        var phoneNumberPosition: Int64 = 0
        var organizationIDs: Set<String> = []
    }

    struct LogEntry: Sendable {
        let position: Int64
        let version: Int64
        let bytes: [UInt8]
        let chainHash: [UInt8]
    }

    /// How often something was committed.
    var commits: UInt64 = 0
    /// By authy id.
    private(set) var records: [Int64: Record] = [:]
    /// The highest that was ever given.
    private(set) var lastAuthyID: Int64 = 0
    private(set) var log: [LogEntry] = []
    var organizations: [Organization] = []
    var keys: [APIKey] = []
    /// By key id.
    var lookUps: [String: StoredLookUps] = [:]

    private var idsByUUID: [UserUUID: Int64] = [:]
    private var idsByEmail: [EmailAddress: Int64] = [:]
    private var idsByNumber: [PhoneNumber: Set<Int64>] = [:]
    private var idsByCanonicalNumber: [String: Set<Int64>] = [:]
    private var logIndexes: [UserUUID: [Int]] = [:]
    private var exports: [UserUUID: [Timestamp]] = [:]

    func record(authyID: Int64) -> Record? { records[authyID] }

    func record(uuid: UserUUID) -> Record? { idsByUUID[uuid].flatMap(record(authyID:)) }

    func record(email: EmailAddress) -> Record? { idsByEmail[email].flatMap(record(authyID:)) }

    /// The latest to have set it comes last.
    func holders(of number: PhoneNumber) -> [Record] { inOrder(idsByNumber[number]) }

    func holders(ofCanonical number: String) -> [Record] { inOrder(idsByCanonicalNumber[number]) }

    func entries(of uuid: UserUUID) -> [LogEntry] { (logIndexes[uuid] ?? []).map { log[$0] } }

    func exportTimes(of uuid: UserUUID) -> [Timestamp] { exports[uuid] ?? [] }

    private func inOrder(_ ids: Set<Int64>?) -> [Record] {
        (ids ?? []).compactMap(record(authyID:))
            .sorted { $0.phoneNumberPosition < $1.phoneNumberPosition }
    }
}

extension InMemoryState {
    /// The claims of uuid, address and authy id are made with the record, or none of them is.
    mutating func insert(_ user: User, email: EmailAddress) -> Bool {
        guard idsByUUID[user.uuid] == nil, idsByEmail[email] == nil, records[user.authyID] == nil
        else { return false }
        idsByUUID[user.uuid] = user.authyID
        idsByEmail[email] = user.authyID
        records[user.authyID] = Record(user: user)
        lastAuthyID = max(lastAuthyID, user.authyID)
        return true
    }

    mutating func replace(_ user: User, phoneNumberPosition: Int64?) {
        guard var record = records[user.authyID] else { return }
        let before = record.user
        if before.phoneNumber != user.phoneNumber {
            unlink(before.phoneNumber, from: user.authyID)
            link(user.phoneNumber, to: user.authyID)
        }
        if user.isErased, !before.isErased {
            idsByEmail[EmailAddress(trusted: before.email)] = nil
            record.organizationIDs = []
        }
        record.user = user
        if let phoneNumberPosition { record.phoneNumberPosition = phoneNumberPosition }
        records[user.authyID] = record
    }

    mutating func setMembership(authyID: Int64, organizationID: String, member: Bool) {
        if member {
            records[authyID]?.organizationIDs.insert(organizationID)
        } else {
            records[authyID]?.organizationIDs.remove(organizationID)
        }
    }

    mutating func append(_ entry: LogEntry, of event: RecordedEvent) {
        logIndexes[event.uuid, default: []].append(log.count)
        log.append(entry)
        if case .phoneNumberExported = event.event {
            exports[event.uuid, default: []].append(event.time)
        }
    }

    private mutating func link(_ number: PhoneNumber?, to authyID: Int64) {
        guard let number else { return }
        idsByNumber[number, default: []].insert(authyID)
        if let canonical = number.canonical {
            idsByCanonicalNumber[canonical, default: []].insert(authyID)
        }
    }

    private mutating func unlink(_ number: PhoneNumber?, from authyID: Int64) {
        guard let number else { return }
        idsByNumber[number]?.remove(authyID)
        if let canonical = number.canonical { idsByCanonicalNumber[canonical]?.remove(authyID) }
    }
}
