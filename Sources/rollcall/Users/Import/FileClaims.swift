import DirectoryAPI

/// Which line of a file was the first to claim what. Keeps hashes and no values.
struct FileClaims {
    private var uuids: [Int: Int] = [:]
    private var emails: [Int: Int] = [:]
    private var authyIDs: [Int64: Int] = [:]
    private var numbers: [Int: Int] = [:]

    /// Whether an earlier line is the same user.
    ///
    /// - Throws: when an earlier line of another user claims the same.
    mutating func take(_ record: UserRecord, line: Int) throws(RecordProblem) -> Bool {
        let email = Self.hash(Self.trimmed(record.email).lowercased())
        let uuid = record.uuid.isEmpty ? nil : Self.hash(record.uuid.lowercased())
        let owner = emails[email]
        if let uuid, let holder = uuids[uuid] {
            guard holder == owner else { throw .field("uuid", "also in line \(holder)") }
            return true
        }
        if let owner {
            guard uuid == nil else { throw .field("email", "also in line \(owner)") }
            return true
        }
        if record.authyID != 0, let other = authyIDs[record.authyID] {
            throw .field("authy_id", "also in line \(other)")
        }
        emails[email] = line
        if let uuid { uuids[uuid] = line }
        if record.authyID != 0 { authyIDs[record.authyID] = line }
        return false
    }

    /// The first line with this number, in whatever spelling; nil when it is this one.
    mutating func shareNumber(_ record: UserRecord, line: Int) -> Int? {
        guard !record.phoneNumber.isEmpty else { return nil }
        let number = PhoneSpelling.canonical(record.phoneNumber) ?? record.phoneNumber
        let hash = Self.hash(number)
        if let other = numbers[hash] { return other }
        numbers[hash] = line
        return nil
    }

    private static func trimmed(_ text: String) -> Substring {
        let start = text.drop { $0.isWhitespace }
        return start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count)
    }

    private static func hash(_ text: String) -> Int {
        var hasher = Hasher()
        hasher.combine(text)
        return hasher.finalize()
    }
}
