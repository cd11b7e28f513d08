/// What stands at the beginning of bytes that a server sent.
enum Cut {
    /// The beginning of an answer.
    case needsMore
    /// A whole answer up to `end`, whose message is `body`; without an id it answers the oldest
    /// call.
    case answer(id: UInt32?, body: Range<Int>, end: Int)
    /// Not the protocol this tool speaks.
    case violation(String)
}
