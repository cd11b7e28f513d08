extension User {
    /// Everything that this record is found by.
    package var keys: [UserKey] {
        var keys: [UserKey] = [.authyID(authyID), .uuid(uuid)]
        if !email.isEmpty { keys.append(.email(EmailAddress(trusted: email))) }
        return keys + numberKeys
    }

    /// What the number is found by, which may find another of its holders.
    package var numberKeys: [UserKey] {
        guard let phoneNumber else { return [] }
        let canonical = phoneNumber.canonical.map(UserKey.canonicalPhoneNumber)
        return [.phoneNumber(phoneNumber)] + (canonical.map { [$0] } ?? [])
    }
}
