import DirectoryAPI

extension UserRecord {
    /// As a line of a file, without the line break.
    func line(_ format: RecordFormat) -> String {
        switch format {
        case .ndjson: json.text()
        case .csv:
            CSVRow.line([
                uuid, email, phoneNumber, createdAt.map { $0.rfc3339() } ?? "",
                updatedAt.map { $0.rfc3339() } ?? "", "\(authyID)",
                organizationIDs.joined(separator: " "),
            ])
        }
    }

    /// What there is, under the names of `columns`.
    private var json: JSONValue {
        var members = [
            JSONValue.Member("uuid", .string(uuid)), JSONValue.Member("email", .string(email)),
        ]
        if !phoneNumber.isEmpty { members.append(.init("phone_number", .string(phoneNumber))) }
        if let createdAt { members.append(.init("created_at", .string(createdAt.rfc3339()))) }
        if let updatedAt { members.append(.init("updated_at", .string(updatedAt.rfc3339()))) }
        if authyID > 0 { members.append(.init("authy_id", .number("\(authyID)"))) }
        if !organizationIDs.isEmpty {
            members.append(
                .init("organization_ids", .array(organizationIDs.map { .string($0) })))
        }
        return .object(members)
    }
}

extension Organization {
    /// As a line of NDJSON, told from a user's by its one member.
    var line: String {
        let fields = MessageJSON.whole(self)
        return JSONValue.object([JSONValue.Member("organization", fields)]).text()
    }
}
