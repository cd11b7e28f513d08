import ProtobufC

/// Messages as JSON and back, by their schema alone: the proto3 JSON mapping of the Protocol
/// Buffers documentation, in which
/// - a field's name is lowerCamelCase; as the .proto file spells it is understood too,
/// - 64-bit integers are strings; numbers are understood too,
/// - an enumeration is the name of its value; its number is understood too,
/// - bytes are Base64, a Timestamp is RFC 3339, a Duration seconds such as `1.5s`,
/// - what is absent is left out, and null is absent.
///
/// google.protobuf.Any is written as its two fields: the type inside need not be known here.
package enum MessageJSON {
    /// Whether scalar fields that hold their type's default, and empty lists, are written.
    package enum Defaults: Sendable {
        case omitted, written
    }

    /// The JSON of packed bytes.
    package static func decode(
        _ bytes: [UInt8], as schema: Schema, defaults: Defaults = .omitted
    ) throws(DecodingProblem) -> JSONValue {
        try Arena(capacity: 256 << 20).unpack(schema, from: bytes.span) { reader in
            MessageJSON.value(of: reader, defaults)
        }
    }

    /// The packed bytes of a JSON value, which must be all right in every member.
    package static func encode(
        _ value: JSONValue, as schema: Schema
    ) throws(MessageJSONProblem) -> [UInt8] {
        var output: [UInt8] = []
        var problem: MessageJSONProblem?
        Arena(capacity: 1 << 30).pack(schema, into: &output) { writer in
            do throws(MessageJSONProblem) {
                try MessageJSON.fill(&writer, of: schema, with: value, at: "")
            } catch {
                problem = error
            }
        }
        if let problem { throw problem }
        return output
    }
}

extension Field {
    /// `phone_number` as `phoneNumber`.
    var jsonName: String {
        var result = ""
        var raises = false
        for character in name {
            if character == "_" {
                raises = true
            } else {
                result += raises ? character.uppercased() : String(character)
                raises = false
            }
        }
        return result
    }
}
