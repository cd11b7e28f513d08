import DirectoryAPI

/// What the directory says of one record's claims.
struct RecordAnswers {
    private let byUUID: BatchLookupUsersResponse.Result
    private let byEmail: BatchLookupUsersResponse.Result
    private let byAuthyID: BatchLookupUsersResponse.Result
    private let byNumber: BatchLookupUsersResponse.Result

    /// Four keys; one that the record does not have is asked for as a uuid that nobody has.
    static func keys(of record: UserRecord) -> [UserKey] {
        let number = record.phoneNumber
        return [
            UserKey(.uuid(record.uuid.isEmpty ? nobody : record.uuid)),
            UserKey(.email(record.email)),
            UserKey(record.authyID == 0 ? .uuid(nobody) : .authyID(record.authyID)),
            UserKey(
                number.isEmpty
                    ? .uuid(nobody)
                    : PhoneSpelling.canonical(number).map { .canonicalPhoneNumber($0) }
                        ?? .phoneNumber(number)),
        ]
    }

    private static let nobody = "-"

    init(_ results: ArraySlice<BatchLookupUsersResponse.Result>) {
        let results = Array(results)
        byUUID = results[0]
        byEmail = results[1]
        byAuthyID = results[2]
        byNumber = results[3]
    }

    /// Who has the number by now, whatever its spelling.
    var numberHolder: User? { try? Self.user(byNumber, "phone_number") }

    /// Whether the record's user is there already.
    func isKnown(_ record: UserRecord) throws(RecordProblem) -> Bool {
        let holder = try Self.user(byUUID, "uuid")
        let owner = try Self.user(byEmail, "email")
        let numbered = try Self.user(byAuthyID, "authy_id")
        _ = try Self.user(byNumber, "phone_number")
        if let holder {
            if holder.email.isEmpty { throw .field("uuid", "belongs to an erased user") }
            guard owner?.uuid == holder.uuid else {
                throw .field("uuid", "belongs to another user")
            }
        } else if owner != nil, !record.uuid.isEmpty {
            throw .field("email", "belongs to another user")
        }
        guard let known = holder ?? owner else {
            if numbered != nil { throw .field("authy_id", "belongs to another user") }
            return false
        }
        guard record.authyID == 0 || record.authyID == known.authyID else {
            throw .field("authy_id", "the user has another")
        }
        return true
    }

    private static func user(
        _ result: BatchLookupUsersResponse.Result, _ field: String
    ) throws(RecordProblem) -> User? {
        switch result.result {
        case .user(let user): return user
        case .invalid(let reason): throw RecordProblem(reason: reason)
        case .notFound, nil: return nil
        }
    }
}
