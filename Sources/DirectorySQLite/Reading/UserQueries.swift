import DirectoryDomain

/// Look-ups of one user. None but `holder` reads more than one row of `personal`, and each gets to
/// it in at most two descents; a test looks at the plans.
final class UserQueries {
    private let byUUID: PreparedStatement
    private let byEmail: PreparedStatement
    private let byPhone: PreparedStatement
    private let byPhoneKey: PreparedStatement
    private let byAuthyID: PreparedStatement
    private let erasedByUUID: PreparedStatement
    private let erasedByAuthyID: PreparedStatement
    private let memberByPhoneKey: PreparedStatement
    private let membership: PreparedStatement

    init(on connection: RawConnection) throws(StoreFailure) {
        byUUID = try PreparedStatement(UserSQL.byUUID, on: connection)
        byEmail = try PreparedStatement(UserSQL.byEmail, on: connection)
        byPhone = try PreparedStatement(UserSQL.byPhone, on: connection)
        byPhoneKey = try PreparedStatement(UserSQL.byPhoneKey, on: connection)
        byAuthyID = try PreparedStatement(UserSQL.byAuthyID, on: connection)
        erasedByUUID = try PreparedStatement(UserSQL.erasedByUUID, on: connection)
        erasedByAuthyID = try PreparedStatement(UserSQL.erasedByAuthyID, on: connection)
        memberByPhoneKey = try PreparedStatement(UserSQL.memberByPhoneKey, on: connection)
        membership = try PreparedStatement(UserSQL.membership, on: connection)
    }

    func user(_ key: UserKey) throws(StoreFailure) -> User? {
        switch key {
        case .uuid(let uuid):
            let key = uuid.key
            // No `??`: its right side would throw any error.
            if let user = try living(byUUID, key) { return user }
            return try erased(erasedByUUID, key)
        case .email(let email):
            return try living(byEmail, email.key)
        case .phoneNumber(let number):
            byPhone.bind(number.value, at: 2)
            return try living(byPhone, PhoneKey.of(number))
        case .canonicalPhoneNumber(let number):
            return PhoneKey.isCanonical(number) ? try living(byPhoneKey, number) : nil
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
            memberByPhoneKey.bind(organizationID, at: 2)
            if let user = try living(memberByPhoneKey, key) { return user }
        }
        return try living(byPhoneKey, key)
    }

    func isMember(authyID: Int64, of organizationID: String) throws(StoreFailure) -> Bool {
        membership.bind(authyID, at: 1)
        membership.bind(organizationID, at: 2)
        defer { membership.reset() }
        return try membership.step()
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
