import DirectoryAPI

/// The fields of a record by the names that stand in files: as the .proto file spells them, or in
/// lowerCamelCase.
extension UserRecord {
    /// In the order in which they are written.
    static let columns = [
        "uuid", "email", "phone_number", "created_at", "updated_at", "authy_id",
        "organization_ids",
    ]

    /// null is the same as nothing.
    mutating func set(_ name: String, to value: JSONValue) throws(RecordProblem) {
        switch name {
        case "uuid": uuid = try Self.text(value, name)
        case "email": email = try Self.text(value, name)
        case "phone_number", "phoneNumber": phoneNumber = try Self.text(value, "phone_number")
        case "created_at", "createdAt":
            createdAt = try Self.time(try Self.text(value, "created_at"), "created_at")
        case "updated_at", "updatedAt":
            updatedAt = try Self.time(try Self.text(value, "updated_at"), "updated_at")
        case "authy_id", "authyId": authyID = try Self.number(value)
        case "organization_ids", "organizationIds": organizationIDs = try Self.texts(value)
        default: throw .unknownMember
        }
    }

    /// As a value of CSV: empty is nothing, organizations have spaces between.
    mutating func set(_ name: String, toCell text: String) throws(RecordProblem) {
        guard name == "organization_ids" || name == "organizationIds" else {
            return try set(name, to: text.isEmpty ? .null : .string(text))
        }
        organizationIDs = text.split(separator: " ").map(String.init)
    }

    private static func text(_ value: JSONValue, _ name: String) throws(RecordProblem) -> String {
        switch value {
        case .string(let text): return text
        case .null: return ""
        default: throw .field(name, "\(value.kindName) instead of a string")
        }
    }

    private static func texts(_ value: JSONValue) throws(RecordProblem) -> [String] {
        switch value {
        case .null: return []
        case .array(let elements):
            var texts: [String] = []
            for element in elements { texts.append(try text(element, "organization_ids")) }
            return texts
        default: throw .field("organization_ids", "\(value.kindName) instead of an array")
        }
    }

    private static func number(_ value: JSONValue) throws(RecordProblem) -> Int64 {
        switch value {
        case .null: return 0
        case .number(let text), .string(let text):
            guard let number = Int64(text) else { throw .field("authy_id", "not an integer") }
            return number
        default: throw .field("authy_id", "\(value.kindName) instead of a number")
        }
    }

    private static func time(
        _ text: String, _ name: String
    ) throws(RecordProblem) -> ProtoTimestamp? {
        if text.isEmpty { return nil }
        guard let time = ProtoTimestamp(rfc3339: text) else {
            throw .field(name, "not a time such as 2024-01-15T10:30:00Z")
        }
        return time
    }
}
