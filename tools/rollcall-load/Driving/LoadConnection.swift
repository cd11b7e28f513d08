import CLinux

/// One connection of a run: its descriptor, its calls, and the bytes that wait on either side.
struct LoadConnection {
    private(set) var fd: Int32
    var calls: CallsInFlight
    /// The beginning of an answer whose rest has not come.
    var unread: [UInt8] = []
    /// What the socket did not take.
    var unsent: [UInt8] = []
    /// Whether anything was answered since it was opened.
    var hasAnswered = false

    private init(fd: Int32, inFlight: Int) {
        self.fd = fd
        calls = CallsInFlight(limit: inFlight)
    }

    /// Opens connections, each known to the poller by its place; all of them or none.
    static func open(
        _ target: Target, count: Int, _ inFlight: Int, _ poller: borrowing Poller
    ) throws(LoadFailure) -> [LoadConnection] {
        var opened: [LoadConnection] = []
        do {
            for token in 0..<count {
                let fd = try target.connect()
                opened.append(LoadConnection(fd: fd, inFlight: inFlight))
                try poller.add(fd, token: token)
            }
        } catch {
            for connection in opened { clinux_close(connection.fd) }
            throw error
        }
        return opened
    }

    /// Opens it anew in place of the one that was lost; its calls must be gone.
    mutating func reopen(
        _ target: Target, token: Int, _ poller: borrowing Poller
    ) throws(LoadFailure) {
        clinux_close(fd)
        fd = -1
        unread.removeAll()
        unsent.removeAll()
        hasAnswered = false
        fd = try target.connect()
        try poller.add(fd, token: token)
    }
}
