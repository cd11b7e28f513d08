import DirectoryAPI
import ProtobufC

/// One line of an import.
enum ImportRecord: Equatable, Sendable {
    case user(UserRecord)
    /// An empty line.
    case nothing
    /// Why the line is no record: never with a word of what it holds.
    case bad(String)

    init(_ line: LineReader.Line) {
        guard case .text(let bytes) = line else {
            self = .bad("longer than \(LineReader.longest) bytes")
            return
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
            self = .nothing
            return
        }
        do throws(JSONProblem) {
            self = ImportRecord.record(of: try JSONParser.parse(bytes))
        } catch {
            self = .bad("\(error)")
        }
    }

    private static func record(of value: JSONValue) -> ImportRecord {
        let record: UserRecord
        do throws(MessageJSONProblem) {
            let bytes = try MessageJSON.encode(value, as: UserRecord.schema)
            guard let decoded = try? UserRecord(decoding: bytes) else {
                return .bad("not a user record")
            }
            record = decoded
        } catch {
            // The name of an unknown member is what the line holds, too.
            if case .unknownMember = error.reason {
                return .bad("a member that a user record does not have")
            }
            return .bad("\(error)")
        }
        if record.email.isEmpty { return .bad("email: missing") }
        guard record.authyID == 0, record.createdAt == nil else {
            return .bad("authy_id and created_at are given by the directory")
        }
        return .user(record)
    }
}
