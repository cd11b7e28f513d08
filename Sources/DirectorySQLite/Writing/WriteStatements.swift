import DirectoryDomain

/// All that is ever written to users and the log, compiled once.
final class WriteStatements {
    private let claimID: PreparedStatement
    private let insertPersonal: PreparedStatement
    private let updateVersion: PreparedStatement
    private let updatePhone: PreparedStatement
    private let updateTail: PreparedStatement
    private let deletePersonal: PreparedStatement
    private let insertErased: PreparedStatement
    private let deleteMemberships: PreparedStatement
    private let insertEvent: PreparedStatement
    private let updateCounters: PreparedStatement
    let organizations: OrganizationWrites
    let keys: KeyWrites
    let imports: ImportWrites
    let lookUps: LookUpWrites

    /// - Parameter users: about how many there are.
    init(
        users: Int64, unsettled: UnsettledIndex, on connection: RawConnection
    ) throws(StoreFailure) {
        claimID = try PreparedStatement(UserWriteSQL.claimID, on: connection)
        insertPersonal = try PreparedStatement(UserWriteSQL.insertPersonal, on: connection)
        updateVersion = try PreparedStatement(UserWriteSQL.updateVersion, on: connection)
        updatePhone = try PreparedStatement(UserWriteSQL.updatePhone, on: connection)
        updateTail = try PreparedStatement(UserWriteSQL.updateTail, on: connection)
        deletePersonal = try PreparedStatement(UserWriteSQL.deletePersonal, on: connection)
        insertErased = try PreparedStatement(UserWriteSQL.insertErased, on: connection)
        deleteMemberships = try PreparedStatement(UserWriteSQL.deleteMemberships, on: connection)
        insertEvent = try PreparedStatement(UserWriteSQL.insertEvent, on: connection)
        updateCounters = try PreparedStatement(UserWriteSQL.updateCounters, on: connection)
        organizations = try OrganizationWrites(on: connection)
        keys = try KeyWrites(users: users, unsettled: unsettled, on: connection)
        imports = try ImportWrites(on: connection)
        lookUps = try LookUpWrites(on: connection)
    }

    /// The next authy id, for a uuid that is free.
    func claim(_ uuid: UserUUID, on connection: RawConnection) throws(StoreFailure) -> Int64 {
        let key = uuid.key
        claimID.bind(key, at: 1)
        try claimID.run()
        let id = connection.lastInsertedID
        try keys.insert(key, authyID: id, .uuid)
        return id
    }

    /// With an address that is free.
    func insert(_ user: User, email: EmailAddress) throws(StoreFailure) {
        let key = email.key
        bindRecord(of: user, to: insertPersonal)
        insertPersonal.bind(email.spelling, at: 6)
        insertPersonal.bind(key, at: 7)
        try insertPersonal.run()
        try keys.insert(key, authyID: user.authyID, .email)
    }

    /// The number is left alone, and its key, when no position comes with one; the list of events
    /// when no tail does. False when there is no such user.
    func update(
        _ user: User, tail: EventList.Tail?, phoneNumberPosition: Int64?,
        on connection: RawConnection
    ) throws(StoreFailure) -> Bool {
        let keepsNumber = user.phoneNumber != nil && phoneNumberPosition == nil
        let phoneKey = keepsNumber ? nil : user.phoneNumber.map(PhoneKey.of)
        let statement = keepsNumber ? updateVersion : updatePhone
        if !keepsNumber {
            try keys.changes.remove(.phone, ofAuthyID: user.authyID)
        }
        statement.bind(user.authyID, at: 1)
        statement.bind(user.version, at: 2)
        statement.bind(user.updatedAt.milliseconds, at: 3)
        statement.bind(tail?.position, at: 4)
        statement.bind(tail?.jump, at: 5)
        if !keepsNumber {
            statement.bind(user.phoneNumber?.value, at: 6)
            statement.bind(phoneKey, at: 7)
            statement.bind(phoneNumberPosition, at: 8)
        }
        try statement.run()
        guard connection.changedRows == 1 else { return false }
        if let phoneKey {
            try keys.insert(
                phoneKey, position: phoneNumberPosition, authyID: user.authyID, .phone)
        }
        return true
    }

    func setTail(_ tail: EventList.Tail, ofAuthyID id: Int64) throws(StoreFailure) {
        updateTail.bind(id, at: 1)
        updateTail.bind(tail.position, at: 2)
        updateTail.bind(tail.jump, at: 3)
        try updateTail.run()
    }

    /// False when there is no such user, or it is erased.
    func erase(_ user: User, on connection: RawConnection) throws(StoreFailure) -> Bool {
        bindRecord(of: user, to: insertErased)
        guard try insertErased.insert() == .done else { return false }
        for kind in ErasableKeyKind.allCases {
            try keys.changes.remove(kind, ofAuthyID: user.authyID)
        }
        deletePersonal.bind(user.authyID, at: 1)
        try deletePersonal.run()
        guard connection.changedRows == 1 else { return false }
        deleteMemberships.bind(user.authyID, at: 1)
        try deleteMemberships.run()
        return true
    }

    /// `previous` and `jump` are the event's place in its user's list.
    func append(
        _ event: RecordedEvent, authyID: Int64, previous: Int64, jump: Int64, bytes: [UInt8]
    ) throws(StoreFailure) {
        insertEvent.bind(event.position, at: 1)
        insertEvent.bind(authyID, at: 2)
        insertEvent.bind(event.version, at: 3)
        insertEvent.bind(previous, at: 4)
        insertEvent.bind(jump, at: 5)
        insertEvent.bind(Self.exportTime(of: event), at: 6)
        insertEvent.bind(bytes, at: 7)
        insertEvent.bind(event.chainHash, at: 8)
        guard try insertEvent.insert() == .done else { throw .corrupt }
    }

    /// Once for all commands of a transaction.
    func setCounters(users: Int64) throws(StoreFailure) {
        updateCounters.bind(users, at: 1)
        try updateCounters.run()
    }

    private func bindRecord(of user: User, to statement: PreparedStatement) {
        statement.bind(user.authyID, at: 1)
        statement.bind(user.uuid.value, at: 2)
        statement.bind(user.version, at: 3)
        statement.bind(user.createdAt.milliseconds, at: 4)
        statement.bind(user.updatedAt.milliseconds, at: 5)
    }

    private static func exportTime(of event: RecordedEvent) -> Int64? {
        switch event.event {
        case .phoneNumberExported: event.time.milliseconds
        case .created, .phoneNumberSet, .phoneNumberRemoved, .erased: nil
        }
    }
}
