/// What a user is looked up by.
package enum UserKey: Sendable {
    case uuid(UserUUID)
    case email(EmailAddress)
    /// Exactly as it was set; of several holders the latest to have set it.
    case phoneNumber(PhoneNumber)
    /// Matches after canonicalising both sides; of several holders the latest to have set it.
    case canonicalPhoneNumber(String)
    case authyID(Int64)
}
