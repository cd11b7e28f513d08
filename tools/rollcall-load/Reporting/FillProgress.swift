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
        TerminalLine.write(
            "\r\(percent) % · \(done) of \(users) users · \(Int(rate)) a second · \(left) s left"
                + "    ")
        hasShown = true
    }

    func finishImport(after nanoseconds: UInt64) {
        if hasShown { TerminalLine.write("\r\u{1B}[K") }
        let seconds = Double(nanoseconds) / 1e9
        let rate = Decimals.text(Double(users) / seconds, 0)
        print(
            "\(users) users are there · imported in \(Decimals.text(seconds, 1)) s,"
                + " \(rate) a second")
    }

    func finish(calls: Int, after nanoseconds: UInt64) {
        if hasShown { TerminalLine.write("\r\u{1B}[K") }
        let seconds = Double(nanoseconds) / 1e9
        print("\(users) users are there · \(calls) calls in \(Decimals.text(seconds, 1)) s")
    }
}
