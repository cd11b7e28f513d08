/// Why a JSON value is not a message of the wanted type. Names the member by its path, such as
/// `keys[3].phoneNumber`, and never says what its value was: it may be personal.
package struct MessageJSONProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case unknownMember(of: String)
        /// The field is given twice, by both of its names.
        case givenTwice
        /// Another member of the same oneof is given too.
        case excludedBy(String)
        case wrongType(expected: String)
    }

    /// Empty for the message as a whole.
    package let path: String
    package let reason: Reason

    package var description: String {
        let member = path.isEmpty ? "the message" : path
        switch reason {
        case .unknownMember(let message): return "\(member): \(message) has no such member"
        case .givenTwice: return "\(member): given twice"
        case .excludedBy(let other): return "\(member): only one of this and \(other) may be given"
        case .wrongType(let expected): return "\(member): expected \(expected)"
        }
    }
}
