/// Where an exchange gets its calls from, and who knows which replies to them are right.
protocol CallSource {
    /// The next question; nil when there is nothing left to ask.
    mutating func next() -> Call?

    mutating func judge(_ outcome: Reply.Outcome, _ bytes: Span<UInt8>, for call: Call) -> Verdict

    /// There will be no answer to a call, or it comes too late; what it did is unknown.
    mutating func abandon(_ call: Call)

    /// Keeps what was acknowledged so far.
    mutating func keep() throws(LoadFailure)
}

extension CallSource {
    mutating func abandon(_ call: Call) {}
    mutating func keep() throws(LoadFailure) {}
}
