import DirectoryDomain

/// Which uuids and addresses are taken, as far as that can be said without looking into the tables.
///
/// An import asks that of every user, and each look would be for a page that nobody has looked at
/// for long. The filter learns of the users that were there when the store was opened while an
/// import goes on, some for every user that comes; until then all is looked up.
final class KnownKeys {
    /// Users that are learnt of at a time.
    private static let step: Int64 = 32

    private var filter: KeyFilter
    private let uuids: PreparedStatement
    private let emails: PreparedStatement
    /// The last user that was learnt of; nil once that were all.
    private var place: Int64? = 0

    /// - Parameter users: about how many there are.
    init(users: Int64, on connection: RawConnection) throws(StoreFailure) {
        filter = KeyFilter(room: Int(users) * 2)
        uuids = try PreparedStatement(
            "SELECT authy_id, uuid_key FROM users WHERE authy_id > ?1 ORDER BY authy_id LIMIT ?2",
            on: connection)
        emails = try PreparedStatement(
            """
            SELECT email_key FROM personal WHERE authy_id > ?1 AND authy_id <= ?2
            """,
            on: connection)
    }

    /// False when it is certain that nobody has the key.
    func mayHold(_ hash: KeyHash) -> Bool { place != nil || filter.mayHold(hash) }

    func add(_ hash: KeyHash) { filter.add(hash) }

    /// Learns of the next users.
    func learn() throws(StoreFailure) {
        guard let place else { return }
        uuids.bind(place, at: 1)
        uuids.bind(Self.step, at: 2)
        defer { uuids.reset() }
        var last = place
        var count: Int64 = 0
        while try uuids.step() {
            last = uuids.int64(0)
            count += 1
            filter.add(KeyHash(uuids.text(1), .uuid))
        }
        if count > 0 { try learnEmails(after: place, upTo: last) }
        // While an import goes on there is always one more, and what that brings is added to the
        // filter anyhow.
        self.place = count < Self.step ? nil : last
    }

    private func learnEmails(after place: Int64, upTo last: Int64) throws(StoreFailure) {
        emails.bind(place, at: 1)
        emails.bind(last, at: 2)
        defer { emails.reset() }
        while try emails.step() { filter.add(KeyHash(emails.text(0), .email)) }
    }
}
