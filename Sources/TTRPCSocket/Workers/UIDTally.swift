import Synchronization

/// What the connections of one uid have in flight, on all workers. Any thread.
final class UIDTally: Sendable {
    private let held = Atomic<Int>(0)
    private let open = Atomic<Int>(0)

    var calls: Int { held.load(ordering: .relaxed) }
    var streams: Int { open.load(ordering: .relaxed) }

    func addCalls(_ change: Int) { held.add(change, ordering: .relaxed) }
    func addStreams(_ change: Int) { open.add(change, ordering: .relaxed) }
}

/// The tallies of the uids that are connected.
final class UIDTallies: Sendable {
    private struct Entry {
        let tally = UIDTally()
        var users = 0
    }

    private let entries = Mutex<[UInt32: Entry]>([:])

    /// To be given back by `release`.
    func take(_ uid: UInt32) -> UIDTally {
        entries.withLock { entries in
            entries[uid, default: Entry()].users += 1
            return entries[uid]!.tally
        }
    }

    func release(_ uid: UInt32) {
        entries.withLock { entries in
            guard var entry = entries.removeValue(forKey: uid) else { return }
            entry.users -= 1
            if entry.users > 0 { entries[uid] = entry }
        }
    }
}
