import DirectoryDomain

/// All that the tables hold of one user.
struct StoredRecord {
    let authyID: Int64
    let uuid: String
    let isErased: Bool
    let phonePosition: Int64?
    let user: User
    let uuidKey: String
    let emailKey: String
    let phoneKey: String?
    /// Of the user's last event.
    let tail: EventList.Tail
    private let hasOneRow: Bool

    /// A row of `selectSQL`.
    init(_ row: PreparedStatement) {
        let isLiving = !row.isNull(2)
        let isErased = !row.isNull(13)
        let first: Int32 = isLiving ? 2 : 13
        authyID = row.int64(0)
        uuidKey = row.text(1)
        uuid = row.text(first)
        self.isErased = !isLiving
        hasOneRow = isLiving != isErased
        tail = EventList.Tail(position: row.int64(first + 4), jump: row.int64(7))
        emailKey = row.text(9)
        phoneKey = row.optionalText(11)
        phonePosition = row.optionalInt64(12)
        user = User(
            authyID: authyID, uuid: UserUUID(trusted: uuid), email: row.text(8),
            phoneNumber: row.optionalText(10).map(PhoneNumber.init(trusted:)),
            createdAt: Timestamp(milliseconds: row.int64(first + 2)),
            updatedAt: Timestamp(milliseconds: row.int64(first + 3)),
            version: row.int64(first + 1), isErased: !isLiving)
    }

    func checkValues(traces: PersonalTraces, into findings: inout Findings) {
        let at = "authy id \(authyID)"
        findings.require(hasOneRow, "\(at): neither living nor erased, or both")
        findings.require(uuidKey == user.uuid.key, "\(at): the uuid's claim is another's")
        guard !isErased else { return }
        let email = EmailAddress(trusted: user.email)
        findings.require(EmailAddress(user.email) != nil, "\(at): the address is none")
        findings.require(emailKey == email.key, "\(at): the address's claim is another's")
        findings.require(
            phoneKey == user.phoneNumber.map(PhoneKey.of), "\(at): the number's key is another's")
        if let position = traces.position(ofAddress: email.key) {
            findings.add("position \(position): holds the address of authy id \(authyID)")
        }
        if let number = user.phoneNumber, let position = traces.position(ofNumber: number.value) {
            findings.add("position \(position): holds the number of authy id \(authyID)")
        }
        if let position = traces.position(ofDigestsOf: email, user.phoneNumber) {
            findings.add("position \(position): holds a hash of authy id \(authyID)'s")
        }
    }

    static let selectSQL = """
        SELECT u.authy_id, u.uuid_key,
        p.uuid, p.version, p.created_ms, p.updated_ms, p.last_position, p.last_jump,
        p.email, p.email_key, p.phone, p.phone_key, p.phone_position,
        e.uuid, e.version, e.created_ms, e.updated_ms, e.last_position
        FROM users u
        LEFT JOIN personal p ON p.authy_id = u.authy_id
        LEFT JOIN erased e ON e.authy_id = u.authy_id
        ORDER BY u.authy_id
        """
}
