import DirectoryAPI
import ProtobufC

/// What one entry of a file turned out to be.
enum FileRecord: Equatable, Sendable {
    case user(UserRecord)
    case organization(Organization)
    /// An empty line.
    case nothing
    /// Why it is no record: never with a word of what it holds.
    case bad(String)

    /// - Parameter columns: the names in the file's first line; for CSV.
    init(_ entry: UserFile.Entry, columns: [String]?) {
        guard case .text(let bytes) = entry.text else {
            self = .bad("longer than \(LineReader.longest) bytes")
            return
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
            self = .nothing
        } else if let columns {
            self = FileRecord.row(bytes, columns)
        } else {
            self = FileRecord.object(bytes)
        }
    }

    private static func object(_ bytes: [UInt8]) -> FileRecord {
        do throws(JSONProblem) {
            let value = try JSONParser.parse(bytes)
            guard case .object(let members) = value else { return .bad("not an object") }
            if members.count == 1, members[0].name == "organization" {
                return organization(members[0].value)
            }
            return user { (record) throws(RecordProblem) in
                for member in members { try record.set(member.name, to: member.value) }
            }
        } catch {
            return .bad("\(error)")
        }
    }

    private static func row(_ bytes: [UInt8], _ columns: [String]) -> FileRecord {
        guard let values = CSVRow.values(bytes) else { return .bad("not a row of CSV") }
        guard values.count == columns.count else {
            return .bad("\(values.count) values for \(columns.count) columns")
        }
        return user { (record) throws(RecordProblem) in
            for (name, value) in zip(columns, values) { try record.set(name, toCell: value) }
        }
    }

    private static func user(
        _ fill: (inout UserRecord) throws(RecordProblem) -> Void
    ) -> FileRecord {
        var record = UserRecord()
        do throws(RecordProblem) {
            try fill(&record)
        } catch {
            return .bad(error.reason)
        }
        return record.email.isEmpty ? .bad("email: missing") : .user(record)
    }

    private static func organization(_ value: JSONValue) -> FileRecord {
        guard let bytes = try? MessageJSON.encode(value, as: Organization.schema),
            let organization = try? Organization(decoding: bytes)
        else { return .bad("not an organization") }
        return .organization(organization)
    }
}
