import DirectoryAPI
import DirectoryDomain

/// What an import has done so far.
struct ImportTally: Sendable {
    /// Rejections that are named; further ones are only counted.
    static let namedRejections = 100

    private(set) var created: Int64 = 0
    private(set) var unchanged: Int64 = 0
    private(set) var rejected: Int64 = 0
    private var named: [DirectoryDomain.ImportUsers.Rejection] = []

    mutating func add(_ outcome: DirectoryDomain.ImportUsers.Outcome) {
        created += outcome.created
        unchanged += outcome.unchanged
        reject(outcome.rejections)
    }

    /// Commands are answered out of order with what does not become one: the lowest numbers stay.
    mutating func reject(_ rejections: [DirectoryDomain.ImportUsers.Rejection]) {
        guard !rejections.isEmpty else { return }
        rejected += Int64(rejections.count)
        named += rejections
        named.sort { $0.number < $1.number }
        if named.count > Self.namedRejections {
            named.removeLast(named.count - Self.namedRejections)
        }
    }

    var response: ImportUsersResponse {
        ImportUsersResponse(
            created: created, unchanged: unchanged, rejected: rejected,
            rejections: named.map { RecordRejection(record: $0.number, reason: $0.reason).text })
    }
}
