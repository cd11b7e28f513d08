import DirectoryAPI
import DirectoryDomain

extension ImportedUser {
    /// Throws `Refusal.invalid` for a record that no user can have.
    init(_ record: UserRecord, number: Int64, at now: Timestamp) throws(Refusal) {
        let uuid = record.uuid.isEmpty ? nil : UserUUID(record.uuid)
        if uuid == nil, !record.uuid.isEmpty {
            throw .invalid(field: "uuid", reason: UserUUID.reason)
        }
        guard let email = EmailAddress(record.email) else {
            throw .invalid(field: "email", reason: EmailAddress.reason)
        }
        let phoneNumber = record.phoneNumber.isEmpty ? nil : PhoneNumber(record.phoneNumber)
        if phoneNumber == nil, let reason = PhoneNumber.reason(refusing: record.phoneNumber),
            !record.phoneNumber.isEmpty
        {
            throw .invalid(field: "phone_number", reason: reason)
        }
        guard (0...ImportedUser.highestAuthyID).contains(record.authyID) else {
            throw .invalid(field: "authy_id", reason: "must be 1 to 2^53 - 1, or 0 for the next")
        }
        self.init(
            number: number, uuid: uuid, freshUUID: uuid ?? RandomBytes.uuid(at: now), email: email,
            phoneNumber: phoneNumber,
            createdAt: try Self.moment(record.createdAt, field: "created_at"),
            updatedAt: try Self.moment(record.updatedAt, field: "updated_at"),
            authyID: record.authyID, organizationIDs: record.organizationIDs)
    }

    /// What RFC 3339 can write: the years 1 to 9999.
    private static func moment(
        _ time: ProtoTimestamp?, field: String
    ) throws(Refusal) -> Timestamp? {
        guard let time else { return nil }
        guard (-62_135_596_800...253_402_300_799).contains(time.seconds),
            (0...999_999_999).contains(time.nanos)
        else { throw .invalid(field: field, reason: "must be in the years 1 to 9999") }
        return Timestamp(milliseconds: time.milliseconds)
    }
}

extension UserRecord {
    init(_ exported: ExportedUser) {
        let user = exported.user
        self.init(
            uuid: user.uuid.value, email: user.email, phoneNumber: user.phoneNumber?.value ?? "",
            createdAt: ProtoTimestamp(user.createdAt), authyID: user.authyID,
            organizationIDs: exported.organizationIDs,
            updatedAt: user.updatedAt == user.createdAt ? nil : ProtoTimestamp(user.updatedAt))
    }
}
