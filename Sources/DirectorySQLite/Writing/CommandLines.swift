import DirectoryDomain

/// Commands that wait, in the line of each sender; taken from the lines in turns, and from one line
/// in the order of their coming.
struct CommandLines {
    private struct Line {
        var commands: [QueuedCommand] = []
        /// How many at the front are taken.
        var taken = 0

        var count: Int { commands.count - taken }

        mutating func next() -> QueuedCommand {
            defer {
                taken += 1
                // What is taken is let go once it outweighs what waits.
                if taken > 64, taken > commands.count / 2 {
                    commands.removeFirst(taken)
                    taken = 0
                }
            }
            return commands[taken]
        }
    }

    private var lines: [UInt64: Line] = [:]
    /// Senders with something in their lines; the first one's turn is next.
    private var turns: [UInt64] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    func count(of line: UInt64) -> Int { lines[line]?.count ?? 0 }

    mutating func add(_ command: QueuedCommand) {
        let line = command.origin.line
        if lines[line] == nil { turns.append(line) }
        lines[line, default: Line()].commands.append(command)
        count += 1
    }

    mutating func take(atMost limit: Int) -> [QueuedCommand] {
        if turns.count == 1, count <= limit { return takeLine(turns[0]) }
        var batch: [QueuedCommand] = []
        batch.reserveCapacity(min(limit, count))
        while batch.count < limit, !turns.isEmpty {
            // One of each, then those that have more again.
            let round = turns
            var served = 0
            for line in round where batch.count < limit {
                batch.append(lines[line]!.next())
                if lines[line]!.count == 0 { lines[line] = nil }
                served += 1
            }
            turns = round[served...] + round[..<served].filter { lines[$0] != nil }
        }
        count -= batch.count
        return batch
    }

    private mutating func takeLine(_ line: UInt64) -> [QueuedCommand] {
        let all = lines.removeValue(forKey: line)!
        turns = []
        count = 0
        return all.taken == 0 ? all.commands : Array(all.commands[all.taken...])
    }
}
