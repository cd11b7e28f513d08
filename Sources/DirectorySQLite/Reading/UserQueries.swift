import DirectoryDomain

/// Look-ups of one user. None but `holder` reads more than one row of `personal`, and each gets to
/// it in at most two descents; a test looks at the plans. While keys are unsettled, what is not
/// found among the settled ones is looked for there too, and a number always is: in the row of each
/// user whom the key may lead to, until it does.
final class UserQueries {
    private let settled: KeyedStatements
    private let unsettled: KeyedStatements
    private let glance: UnsettledGlance
    private let byAuthyID: PreparedStatement
    private let erasedByAuthyID: PreparedStatement
    private let membership: PreparedStatement

    init(on connection: RawConnection, glance: UnsettledGlance) throws(StoreFailure) {
        settled = try KeyedStatements(.settled, on: connection)
        unsettled = try KeyedStatements(.unsettled, on: connection)
        self.glance = glance
        byAuthyID = try PreparedStatement(UserSQL.byAuthyID, on: connection)
        erasedByAuthyID = try PreparedStatement(UserSQL.erasedByAuthyID, on: connection)
        membership = try PreparedStatement(UserSQL.membership, on: connection)
    }

    func user(_ key: UserKey) throws(StoreFailure) -> User? {
        switch key {
        case .uuid(let uuid):
            let key = uuid.key
            if let user = try user(uuidKey: key, settled) { return user }
            for candidate in glance.candidates(key, .uuid) {
                unsettled.byUUID.bind(candidate.authyID, at: 3)
                unsettled.erasedByUUID.bind(candidate.authyID, at: 3)
                if let user = try user(uuidKey: key, unsettled) { return user }
            }
            return nil
        case .email(let email):
            let key = email.key
            if let user = try living(settled.byEmail, key) { return user }
            for candidate in glance.candidates(key, .email) {
                unsettled.byEmail.bind(candidate.authyID, at: 3)
                if let user = try living(unsettled.byEmail, key) { return user }
            }
            return nil
        case .phoneNumber(let number):
            return try latest(
                settled.byPhone, unsettled.byPhone, PhoneKey.of(number), number.value)
        case .canonicalPhoneNumber(let number):
            guard PhoneKey.isCanonical(number) else { return nil }
            return try latest(settled.byPhoneKey, unsettled.byPhoneKey, number)
        case .authyID(let id):
            byAuthyID.bind(id, at: 1)
            if let user = try living(byAuthyID) { return user }
            erasedByAuthyID.bind(id, at: 1)
            return try erased(erasedByAuthyID)
        }
    }

    func holder(
        of number: PhoneNumber, preferring organizationID: String
    ) throws(StoreFailure) -> User? {
        let key = PhoneKey.of(number)
        if !organizationID.isEmpty {
            let member = try latest(
                settled.memberByPhoneKey, unsettled.memberByPhoneKey, key, organizationID)
            if let member { return member }
        }
        return try latest(settled.byPhoneKey, unsettled.byPhoneKey, key)
    }

    func isMember(authyID: Int64, of organizationID: String) throws(StoreFailure) -> Bool {
        membership.bind(authyID, at: 1)
        membership.bind(organizationID, at: 2)
        defer { membership.reset() }
        return try membership.step()
    }

    private func user(
        uuidKey key: String, _ statements: KeyedStatements
    ) throws(StoreFailure) -> User? {
        // No `??`: its right side would throw any error.
        if let user = try living(statements.byUUID, key) { return user }
        return try erased(statements.erasedByUUID, key)
    }

    /// Of all holders the latest to have set the number.
    /// - Parameter condition: what the statements compare with in ?2, if anything.
    private func latest(
        _ settled: PreparedStatement, _ unsettled: PreparedStatement, _ key: String,
        _ condition: String? = nil
    ) throws(StoreFailure) -> User? {
        let latest = try Self.holder(settled, key, condition)
        for candidate in glance.candidates(key, .phone) {
            // Those that follow set it earlier still.
            if candidate.position ?? 0 <= latest?.position ?? 0 { break }
            unsettled.bind(candidate.authyID, at: 3)
            unsettled.bind(candidate.position, at: 4)
            if let holder = try Self.holder(unsettled, key, condition) { return holder.user }
        }
        return latest?.user
    }

    private static func holder(
        _ statement: PreparedStatement, _ key: String, _ condition: String?
    ) throws(StoreFailure) -> (user: User, position: Int64)? {
        statement.bind(key, at: 1)
        if let condition { statement.bind(condition, at: 2) }
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return (user: living(statement), position: statement.int64(7))
    }

    private func living(
        _ statement: PreparedStatement, _ key: String
    ) throws(StoreFailure) -> User? {
        statement.bind(key, at: 1)
        return try living(statement)
    }

    private func living(_ statement: PreparedStatement) throws(StoreFailure) -> User? {
        defer { statement.reset() }
        return try statement.step() ? Self.living(statement) : nil
    }

    /// The row that a statement over living users is at.
    static func living(_ statement: PreparedStatement) -> User {
        User(
            authyID: statement.int64(0), uuid: UserUUID(trusted: statement.text(1)),
            email: statement.text(5),
            phoneNumber: statement.optionalText(6).map(PhoneNumber.init(trusted:)),
            createdAt: Timestamp(milliseconds: statement.int64(3)),
            updatedAt: Timestamp(milliseconds: statement.int64(4)), version: statement.int64(2))
    }

    private func erased(
        _ statement: PreparedStatement, _ key: String
    ) throws(StoreFailure) -> User? {
        statement.bind(key, at: 1)
        return try erased(statement)
    }

    private func erased(_ statement: PreparedStatement) throws(StoreFailure) -> User? {
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return User(
            authyID: statement.int64(0), uuid: UserUUID(trusted: statement.text(1)), email: "",
            phoneNumber: nil, createdAt: Timestamp(milliseconds: statement.int64(3)),
            updatedAt: Timestamp(milliseconds: statement.int64(4)), version: statement.int64(2),
            isErased: true)
    }
}
