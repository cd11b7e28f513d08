/// What is wrong with a record; never with a word of what it holds.
struct RecordProblem: Error, Equatable {
    let reason: String

    static let unknownMember = RecordProblem(reason: "a member that a user record does not have")

    static func field(_ name: String, _ reason: String) -> RecordProblem {
        RecordProblem(reason: "\(name): \(reason)")
    }
}
