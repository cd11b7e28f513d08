import Foundation
import Synchronization

/// Four threads that count, in a Mutex that they fight for. With an argument they count beside it
/// as well, which is a race.
final class Counters: @unchecked Sendable {
    let ordered = Mutex([0])
    var raced = 0
}

let counters = Counters()
let races = CommandLine.argc > 1
let threads = DispatchGroup()
for _ in 0..<4 {
    threads.enter()
    Thread.detachNewThread {
        for _ in 0..<200_000 {
            counters.ordered.withLock { $0[0] += 1 }
            if races { counters.raced += 1 }
        }
        threads.leave()
    }
}
threads.wait()
