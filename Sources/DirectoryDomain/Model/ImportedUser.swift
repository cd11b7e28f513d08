/// A user as another directory, or an export of this one, knows them.
package struct ImportedUser: Equatable, Sendable {
    /// The place in the import, from 1: what a rejection names, and all that it tells.
    package var number: Int64
    /// nil when none was given; `freshUUID` is then what a new user is known by.
    package var uuid: UserUUID?
    package var freshUUID: UserUUID
    package var email: EmailAddress
    package var phoneNumber: PhoneNumber?
    /// nil = the moment of the import.
    package var createdAt: Timestamp?
    /// Of the last change; nil = none since the creation.
    package var updatedAt: Timestamp?
    /// 0 = the next.
    package var authyID: Int64
    package var organizationIDs: [String]

    /// The highest authy id that may be brought along: what JSON keeps exactly (2^53 − 1), which
    /// also leaves more room above than will ever be used.
    package static let highestAuthyID: Int64 = 9_007_199_254_740_991

    package init(
        number: Int64, uuid: UserUUID?, freshUUID: UserUUID, email: EmailAddress,
        phoneNumber: PhoneNumber? = nil, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil,
        authyID: Int64 = 0, organizationIDs: [String] = []
    ) {
        self.number = number
        self.uuid = uuid
        self.freshUUID = freshUUID
        self.email = email
        self.phoneNumber = phoneNumber
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.authyID = authyID
        self.organizationIDs = organizationIDs
    }
}
