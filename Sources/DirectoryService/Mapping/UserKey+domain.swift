import DirectoryAPI
import DirectoryDomain

extension DirectoryDomain.UserKey {
    /// Throws `Refusal.invalid` for a key that no user can have.
    init(_ key: DirectoryAPI.UserKey?) throws(Refusal) {
        switch key?.key {
        case .uuid(let text):
            guard let uuid = UserUUID(text) else {
                throw .invalid(field: "uuid", reason: UserUUID.reason)
            }
            self = .uuid(uuid)
        case .email(let text):
            guard let email = EmailAddress(text) else {
                throw .invalid(field: "email", reason: EmailAddress.reason)
            }
            self = .email(email)
        case .phoneNumber(let text):
            guard let number = PhoneNumber(text) else {
                throw .invalid(
                    field: "phone_number", reason: PhoneNumber.reason(refusing: text) ?? "")
            }
            self = .phoneNumber(number)
        case .canonicalPhoneNumber(let text):
            guard let canonical = PhoneNumber(text)?.canonical else {
                throw .invalid(
                    field: "canonical_phone_number", reason: "has no canonical form (E.164)")
            }
            self = .canonicalPhoneNumber(canonical)
        case .authyID(let id):
            guard id > 0 else {
                throw .invalid(field: "authy_id", reason: "must be at least 1")
            }
            self = .authyID(id)
        case nil: throw .invalid(field: "key", reason: "one must be given")
        }
    }
}
