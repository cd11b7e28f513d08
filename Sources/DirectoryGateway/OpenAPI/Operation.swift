import DirectoryAPI

/// What the reference says of a route: stands beside what answers it, and in the same table.
struct Operation: Sendable {
    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case path, query
        }

        let name: String
        let place: Place
        let isRequired: Bool
        let explanation: String
        let schema: Schema
        let example: String
    }

    struct Content: Sendable {
        let type: String
        let schema: Schema
        let examples: [Example]

        init(
            _ schema: Schema, type: String = "application/json", examples: [Example]
        ) {
            self.type = type
            self.schema = schema
            self.examples = examples
        }
    }

    struct Example: Sendable {
        let name: String
        let value: JSONValue
    }

    /// A problem in other words than the table's, as an example of its status.
    struct Sample: Sendable {
        let name: String
        let answer: Answer
    }

    let id: String
    let summary: String
    let explanation: String
    var parameters: [Parameter] = []
    var body: Content?
    let success: Content
    /// Header fields of a success, beside those that every answer has.
    var fields: [String] = []
    /// What it is answered with otherwise, beside what any route may be.
    var problems: [ProblemStatus] = []
    /// What HEAD is answered with besides: it finds nobody where GET makes somebody.
    var headProblems: [ProblemStatus] = []
    var samples: [Sample] = []

    /// What every route may be answered with.
    static let commonProblems: [ProblemStatus] = [
        .methodNotAllowed, .uriTooLong, .headersTooLarge,
    ]
    /// What every route may be answered with that asks the daemon.
    static let daemonProblems: [ProblemStatus] = [
        .tooManyRequests, .internalError, .serviceUnavailable,
    ]
}
