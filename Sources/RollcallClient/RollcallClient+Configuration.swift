import NIOCore

extension RollcallClient {
    public struct Configuration: Sendable {
        /// Where the daemon listens; at most 107 bytes, as the system has it.
        public var socketPath: String
        /// How long an attempt to connect may take. A call waits for one attempt at the most.
        public var connectTimeout: Duration
        /// For calls whose options name none.
        public var timeout: Duration?
        /// Each of its event loops has a connection of its own; nil = there is one connection, on
        /// one of the process's shared loops. A caller that runs on one of these loops reaches the
        /// daemon over the connection there, without changing threads.
        public var eventLoopGroup: (any EventLoopGroup)?

        public init(
            socketPath: String, connectTimeout: Duration = .milliseconds(40),
            timeout: Duration? = nil, eventLoopGroup: (any EventLoopGroup)? = nil
        ) {
            self.socketPath = socketPath
            self.connectTimeout = connectTimeout
            self.timeout = timeout
            self.eventLoopGroup = eventLoopGroup
        }
    }
}
