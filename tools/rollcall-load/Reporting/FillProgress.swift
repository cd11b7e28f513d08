import Glibc

/// Tells how far a fill is: on a terminal a line that is written over, else only the last one.
struct FillProgress {
    private let users: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var hasShown = false

    init(users: Int) { self.users = users }

    mutating func show(done: Int, after nanoseconds: UInt64) {
        guard isTerminal, done > 0, done < users else { return }
        let rate = Double(done) / (Double(nanoseconds) / 1e9)
        let left = Int(Double(users - done) / rate)
        let percent = done * 100 / users
        write(
            "\r\(percent) % · \(done) of \(users) users · \(Int(rate)) a second · \(left) s left"
                + "    ")
        hasShown = true
    }

    func finish(calls: Int, after nanoseconds: UInt64) {
        if hasShown { write("\r\u{1B}[K") }
        let seconds = Double(nanoseconds) / 1e9
        print("\(users) users are there · \(calls) calls in \(Decimals.text(seconds, 1)) s")
    }

    private func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
            }
            guard count > 0 else { return }
            bytes.removeFirst(count)
        }
    }
}
