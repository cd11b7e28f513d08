/// Why a text is not JSON. Says where, never what stood there: it may be personal.
package struct JSONProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case endsTooSoon
        case unexpectedByte
        case trailingText
        case badNumber
        case badString
        case badEscape
        case notUTF8
        /// Two members of one name in one object.
        case duplicateMember
        case tooDeep
        case tooManyValues
    }

    package let reason: Reason
    /// Bytes from the beginning of the text.
    package let offset: Int

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String {
        let what =
            switch reason {
            case .endsTooSoon: "the text ends too soon"
            case .unexpectedByte: "unexpected character"
            case .trailingText: "text after the value"
            case .badNumber: "malformed number"
            case .badString: "control character in a string"
            case .badEscape: "malformed escape in a string"
            case .notUTF8: "not UTF-8"
            case .duplicateMember: "a member is given twice"
            case .tooDeep: "nested too deep"
            case .tooManyValues: "too many members or elements"
            }
        return "invalid JSON at byte \(offset): \(what)"
    }
}
