import Synchronization

/// What a program writes, as lines that can be awaited.
final class LineLog: Sendable {
    private struct Waiter {
        let text: String
        let continuation: CheckedContinuation<String?, Never>
    }

    private struct State {
        var bytes: [UInt8] = []
        var lines: [String] = []
        var isAtEnd = false
        var waiters: [Waiter] = []
    }

    private let state = Mutex(State())

    func append(_ bytes: [UInt8]) {
        let met = state.withLock { state -> [(Waiter, String)] in
            state.bytes.append(contentsOf: bytes)
            var met: [(Waiter, String)] = []
            while let end = state.bytes.firstIndex(of: 0x0a) {
                let line = String(decoding: state.bytes[..<end], as: UTF8.self)
                state.bytes.removeSubrange(...end)
                state.lines.append(line)
                met += state.waiters.filter { line.contains($0.text) }.map { ($0, line) }
                state.waiters.removeAll { line.contains($0.text) }
            }
            return met
        }
        for (waiter, line) in met { waiter.continuation.resume(returning: line) }
    }

    func end() {
        let waiters = state.withLock { state -> [Waiter] in
            state.isAtEnd = true
            defer { state.waiters.removeAll() }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: nil) }
    }

    /// All lines so far.
    var lines: [String] { state.withLock { $0.lines } }

    /// The first line that holds the text, once it is there; nil when the end came first.
    func line(holding text: String) async -> String? {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> String?? in
                if let line = state.lines.first(where: { $0.contains(text) }) { return line }
                if state.isAtEnd { return .some(nil) }
                state.waiters.append(Waiter(text: text, continuation: continuation))
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }
}
