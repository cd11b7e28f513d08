import CLinux

/// One connection of a run: its descriptor, its calls, and the bytes that wait on either side.
struct LoadConnection {
    let fd: Int32
    var calls: CallsInFlight
    /// The beginning of an answer whose rest has not come.
    var unread: [UInt8] = []
    /// What the socket did not take.
    var unsent: [UInt8] = []

    private init(fd: Int32, inFlight: Int) {
        self.fd = fd
        calls = CallsInFlight(limit: inFlight)
    }

    /// Opens connections, each known to the poller by its place; all of them or none.
    static func open(
        _ path: String, count: Int, _ inFlight: Int, _ poller: borrowing Poller
    ) throws(LoadFailure) -> [LoadConnection] {
        var opened: [LoadConnection] = []
        do {
            for token in 0..<count {
                let fd = try SystemCall.connect(to: path)
                opened.append(LoadConnection(fd: fd, inFlight: inFlight))
                try poller.add(fd, token: token)
            }
        } catch {
            for connection in opened { clinux_close(connection.fd) }
            throw error
        }
        return opened
    }
}
