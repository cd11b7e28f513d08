extension UserDirectory {
    /// What is known of somebody whose address or number is given.
    package enum Check: Equatable, Sendable {
        case emailExists(createdAt: Timestamp, inOrganization: Bool)
        case phoneNumberExists(createdAt: Timestamp, inOrganization: Bool)
        case notFound
    }

    /// The e-mail has priority and is no first try: with both given only the e-mail is looked up.
    /// Existence is global; the organization's part is membership.
    ///
    /// Refuses: `invalid` when neither is given.
    package func check(
        email: EmailAddress?, phoneNumber: PhoneNumber?, organizationID: String,
        visibility: Visibility = .shared, from reader: any DirectoryReader
    ) throws -> Check {
        if visibility == .isolated {
            return try checkMembers(
                email: email, phoneNumber: phoneNumber, organizationID: organizationID,
                from: reader)
        }
        if let email {
            guard let user = try reader.user(.email(email)) else { return .notFound }
            return .emailExists(
                createdAt: user.createdAt,
                inOrganization: try reader.isMember(authyID: user.authyID, of: organizationID))
        }
        guard let phoneNumber else {
            throw Refusal.invalid(field: "email", reason: "an e-mail or a phone number is required")
        }
        guard let user = try reader.holder(of: phoneNumber, preferring: organizationID)
        else { return .notFound }
        return .phoneNumberExists(
            createdAt: user.createdAt,
            inOrganization: try reader.isMember(authyID: user.authyID, of: organizationID))
    }

    /// For an organization that sees its members alone.
    private func checkMembers(
        email: EmailAddress?, phoneNumber: PhoneNumber?, organizationID: String,
        from reader: any DirectoryReader
    ) throws -> Check {
        if let email {
            return try reader.member(.email(email), of: organizationID).map {
                .emailExists(createdAt: $0.createdAt, inOrganization: true)
            } ?? .notFound
        }
        guard let phoneNumber else {
            throw Refusal.invalid(field: "email", reason: "an e-mail or a phone number is required")
        }
        let key = phoneNumber.canonical.map(UserKey.canonicalPhoneNumber)
        return try reader.member(key ?? .phoneNumber(phoneNumber), of: organizationID).map {
            .phoneNumberExists(createdAt: $0.createdAt, inOrganization: true)
        } ?? .notFound
    }

    /// A user's events after a version, the oldest first, at most `limit`. Also of an erased user.
    ///
    /// Refuses: `notFound` when nobody ever had the uuid.
    package func events(
        of uuid: UserUUID, afterVersion: Int64, limit: Int, from reader: any DirectoryReader
    ) throws -> [RecordedEvent] {
        guard try reader.user(.uuid(uuid)) != nil else { throw Refusal.notFound }
        return try reader.events(of: uuid, afterVersion: afterVersion, limit: limit)
    }
}
