import ProtobufC

/// A message of any type by its schema alone, with a value in every field that means something to
/// the daemon: the users and the organization of these names are made before the daemon is tried.
enum FilledMessage {
    static func bytes(of schema: Schema) -> [UInt8] {
        var bytes: [UInt8] = []
        Arena().pack(schema, into: &bytes) { fill(&$0, schema, depth: 0) }
        return bytes
    }

    private static func fill(_ writer: inout MessageWriter, _ schema: Schema, depth: Int) {
        var chosen: Set<Int> = []
        for field in schema.fields {
            if let oneof = field.oneof, !chosen.insert(oneof).inserted { continue }
            if field.isRepeated {
                setElements(of: field, in: &writer, depth: depth)
            } else {
                set(field, in: &writer, depth: depth)
            }
        }
    }

    private static func set(_ field: Field, in writer: inout MessageWriter, depth: Int) {
        switch field.kind {
        case .string: writer.set(field.number, string: text(field.name))
        case .bytes: writer.set(field.number, bytes: [0, 1, 0xff])
        case .bool: writer.set(field.number, bool: true)
        case .enumeration: writer.set(field.number, enumeration: 1)
        case .int32: writer.set(field.number, int32: 7)
        case .int64: writer.set(field.number, int64: number(field.name))
        case .uint64: writer.set(field.number, uint64: 7)
        case .message(let schema):
            writer.set(field.number) { fill(&$0, schema, depth: depth + 1) }
        case .uint32, .float, .double: break
        }
    }

    private static func setElements(
        of field: Field, in writer: inout MessageWriter, depth: Int
    ) {
        switch field.kind {
        case .string: writer.set(field.number, strings: ["users:read", "users:check"])
        case .message(let schema):
            writer.set(field.number, repeated: [0, 1]) { _, inner in
                fill(&inner, schema, depth: depth + 1)
            }
        default: break
        }
    }

    static let uuid = "00000000-0000-4000-8000-000000000001"
    static let email = "ada@example.com"

    private static func text(_ name: String) -> String {
        switch name {
        case "uuid": uuid
        case "email": email
        case "set", "phone_number": "+1 (555) 555-0123"
        case "canonical_phone_number": "+15555550123"
        case "path": "backup.sqlite"
        case "existing_secret": "0123456789abcdef"
        default: "text"
        }
    }

    /// Versions and positions to begin after are 0: a call that expects another one is refused.
    private static func number(_ name: String) -> Int64 {
        switch name {
        case "expected_version", "after_version", "after_position": 0
        case "seconds": 1_705_314_600
        default: 7
        }
    }
}
