/// A user as it is read: the aggregate's present state with the personal data that goes with it.
package struct User: Equatable, Sendable {
    /// Permanent, never reused, from 1. Also the key of the record in a store.
    package var authyID: Int64
    package var uuid: UserUUID
    /// As first given, trimmed; empty once erased.
    package var email: String
    /// nil when none is set.
    package var phoneNumber: PhoneNumber?
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
    /// Of the aggregate; 1 at creation.
    package var version: Int64
    package var isErased: Bool

    package init(
        authyID: Int64, uuid: UserUUID, email: String, phoneNumber: PhoneNumber?,
        createdAt: Timestamp, updatedAt: Timestamp, version: Int64, isErased: Bool = false
    ) {
        self.authyID = authyID
        self.uuid = uuid
        self.email = email
        self.phoneNumber = phoneNumber
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.isErased = isErased
    }
}
