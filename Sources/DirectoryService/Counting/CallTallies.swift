import DirectoryAPI
import Synchronization

/// What all dispatchers have counted, summed when somebody asks.
package final class CallTallies: Sendable {
    private let ofDispatchers = Mutex<[CallTally]>([])
    /// Of calls that another thread answers.
    let later = CallTally()

    package init() {}

    func makeTally() -> CallTally {
        let tally = CallTally()
        ofDispatchers.withLock { $0.append(tally) }
        return tally
    }

    /// Those that occurred.
    var counts: [CallCount] {
        let tallies = ofDispatchers.withLock { $0 } + [later]
        var counts: [CallCount] = []
        for method in 0...CallTally.unknown {
            for code in 0..<Int32(CallTally.statuses) {
                let count = tallies.reduce(0) { $0 + $1.count(method, code) }
                if count > 0 {
                    counts.append(CallCount(method: Self.name(method), code: code, count: count))
                }
            }
        }
        return counts
    }

    /// `SERVICE/METHOD`; empty for what is no method.
    static func name(_ method: Int) -> String {
        guard method < CallTally.unknown else { return "" }
        let handler = DirectoryHandlers.all[method]
        return "\(handler.service)/\(handler.method)"
    }
}
