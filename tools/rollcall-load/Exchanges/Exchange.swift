/// What is asked on the connections of a run, on which wire, and which answers are right.
///
/// It decides only; the loop that drives it does the sending, and keeps the time.
protocol Exchange {
    /// The next question; nil when there is nothing left to ask.
    mutating func next() -> Call?

    /// Appends the bytes that ask it, under an id of its connection that is free.
    func append(_ call: Call, id: UInt32, to output: inout [UInt8])

    /// The first answer in `bytes` from `start`.
    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict

    /// There will be no answer to a call, or it comes too late; what it did is unknown.
    mutating func abandon(_ call: Call)

    /// Keeps what was acknowledged so far.
    mutating func keep() throws(LoadFailure)
}

extension Exchange {
    mutating func abandon(_ call: Call) {}
    mutating func keep() throws(LoadFailure) {}
}

/// An exchange that asks about every user once, and so comes to an end.
protocol FillingExchange: Exchange {
    /// Users asked about so far.
    var begun: Int { get }
}
