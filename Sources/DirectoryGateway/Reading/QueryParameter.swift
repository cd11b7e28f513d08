/// One parameter of a query, decoded once.
package enum QueryParameter: Equatable, Sendable {
    /// Not there, or there with an empty value.
    case notGiven
    /// There, but not decodable: refused where the parameter matters.
    case malformed
    case value(String)

    /// What the daemon is asked with. What is not given or malformed is empty there, which it
    /// refuses after it has looked at the rights.
    var text: String {
        switch self {
        case .notGiven, .malformed: ""
        case .value(let text): text
        }
    }

    /// The text of a phone number, with what clients do to a leading plus sign undone: sent bare it
    /// arrives as a space, encoded twice as a literal `%2b`. Nothing else is repaired.
    package var phoneNumber: String {
        let text = text
        if text.hasPrefix("%2b") || text.hasPrefix("%2B") { return "+" + text.dropFirst(3) }
        let bytes = text.utf8.prefix(2)
        guard bytes.count == 2, bytes.first == UInt8(ascii: " "), let digit = bytes.last,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
        else { return text }
        return "+" + text.dropFirst()
    }
}
