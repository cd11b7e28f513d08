import DirectoryDomain

/// Look-ups of one user among an organization's members alone.
///
/// Who is no member is looked for exactly as nobody is: the index of the key is asked for an id,
/// the memberships for that id (for 0 when there is none), and only a member's row is read. So no
/// caller can tell the two apart by time. A number that many foreign users hold asks the
/// memberships for each: up to `holders` of them are as none.
final class MemberQueries {
    /// Memberships that are asked for a number, at the least.
    static let holders = 4

    private let keys: KeyQueries
    private let users: UserQueries

    init(keys: KeyQueries, users: UserQueries) {
        self.keys = keys
        self.users = users
    }

    func member(_ key: UserKey, of organizationID: String) throws(StoreFailure) -> User? {
        switch key {
        case .uuid(let uuid):
            return try member([keys.authyIDEvenly(of: uuid) ?? 0], organizationID)
        case .email(let email):
            return try member([keys.authyIDEvenly(of: email) ?? 0], organizationID)
        case .authyID(let id):
            return try member([id], organizationID)
        case .phoneNumber(let number):
            let ids = try holders(of: PhoneKey.of(number))
            return try member(ids, organizationID) { $0.phoneNumber == number }
        case .canonicalPhoneNumber(let number):
            return try member(
                holders(of: PhoneKey.isCanonical(number) ? number : ""), organizationID)
        }
    }

    /// The first of some ids that is a member's, if it is as wanted.
    private func member(
        _ ids: [Int64], _ organizationID: String, where isWanted: (User) -> Bool = { _ in true }
    ) throws(StoreFailure) -> User? {
        for id in ids where try users.isMember(authyID: id, of: organizationID) {
            if let user = try users.user(.authyID(id)), isWanted(user) { return user }
        }
        return nil
    }

    /// The latest to have set the number first; filled up with nobodies.
    private func holders(of key: String) throws(StoreFailure) -> [Int64] {
        var ids = try keys.holders(ofPhoneKey: key, atLeast: Self.holders)
        while ids.count < Self.holders { ids.append(0) }
        return ids
    }
}
