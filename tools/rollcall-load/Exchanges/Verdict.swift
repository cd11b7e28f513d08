/// What an answer was.
enum Verdict: Equatable {
    /// As it should be.
    case right
    /// As it should be, and the conversation goes on with this step about the same user.
    case goesOn(step: UInt8)
    /// The server refused the call, with the status code of gRPC.
    case refused(code: Int32)
    /// Not what this tool knows to be true. The text names the field, never its value.
    case wrong(String)
}
