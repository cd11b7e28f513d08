/// Whom an unsettled key may lead to.
struct UnsettledCandidate: Equatable, Sendable {
    let authyID: Int64
    /// Of the event that set a number; nil for keys of other kinds.
    var position: Int64?
}
