import DirectoryAPI

/// What an import did.
struct ImportTally: Equatable, Sendable {
    /// What became of one record.
    enum Outcome: Equatable, Sendable {
        case created, updated, unchanged
        case rejected(String)
    }

    /// Rejections that are named; further ones are only counted.
    static let namedRejections = 100

    private(set) var created = 0
    private(set) var updated = 0
    private(set) var unchanged = 0
    private(set) var rejected = 0
    private var rejections: [Rejection] = []

    private struct Rejection: Equatable {
        let line: Int
        let reason: String
    }

    mutating func count(_ outcome: Outcome, ofLine line: Int) {
        switch outcome {
        case .created: created += 1
        case .updated: updated += 1
        case .unchanged: unchanged += 1
        case .rejected(let reason):
            rejected += 1
            guard rejections.count < ImportTally.namedRejections else { return }
            rejections.append(Rejection(line: line, reason: reason))
        }
    }

    private var counts: [(name: String, count: Int)] {
        [
            ("created", created), ("updated", updated), ("unchanged", unchanged),
            ("rejected", rejected),
        ]
    }

    private var named: [String] {
        rejections.sorted { $0.line < $1.line }.map { "line \($0.line): \($0.reason)" }
    }

    var json: JSONValue {
        .object(
            counts.map { JSONValue.Member($0.name, .number("\($0.count)")) }
                + [JSONValue.Member("rejections", .array(named.map { .string($0) }))])
    }

    var table: Table {
        Table(
            fields: counts.map { ($0.name, "\($0.count)") } + named.map { ("rejection", $0) })
    }
}
