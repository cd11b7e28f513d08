import DirectoryAPI
import HTTPTypes

/// The header field `traceparent`. Source: W3C Trace Context, level 2, section 3.2.
enum TraceField {
    private static let name = HTTPField.Name("traceparent")!

    /// The client's trace, or one of our own where it sent none, several, one that is malformed, or
    /// one whose id may hold a phone number and so has no place in a log.
    static func trace(of fields: HTTPFields) -> TraceParent {
        let values = fields[values: name]
        guard values.count == 1, let given = TraceParent(values[0]), given.isOpaque else {
            return .fresh()
        }
        return given
    }
}
