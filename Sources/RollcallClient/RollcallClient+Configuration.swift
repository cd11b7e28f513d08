import NIOCore

extension RollcallClient {
    public struct Configuration: Sendable {
        /// Where the daemon listens; at most 107 bytes, as the system has it.
        public var socketPath: String
        /// How long an attempt to connect may take. A call waits for one attempt at the most.
        public var connectTimeout: Duration
        /// For calls whose options name none.
        public var timeout: Duration?
        /// Where the connection lives; nil = one of the process's shared event loops. A caller that
        /// runs on this loop reaches the daemon without changing threads.
        public var eventLoop: (any EventLoop)?

        public init(
            socketPath: String, connectTimeout: Duration = .milliseconds(40),
            timeout: Duration? = nil, eventLoop: (any EventLoop)? = nil
        ) {
            self.socketPath = socketPath
            self.connectTimeout = connectTimeout
            self.timeout = timeout
            self.eventLoop = eventLoop
        }
    }
}
