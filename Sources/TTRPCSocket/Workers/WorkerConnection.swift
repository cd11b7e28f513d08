import CLinux
import Glibc
import TTRPC

/// One peer's connection, as its worker keeps it.
final class WorkerConnection {
    enum Flush {
        /// All is sent.
        case done
        /// The peer's buffer is full.
        case blocked
        /// The peer is gone.
        case gone
    }

    let descriptor: Int32
    let token: UInt64
    let peer: Peer
    let link: PeerLink
    let share: UIDShare
    var state: ServerConnection
    /// The peer has shut down its writing side: it will send no more.
    var hasEnded = false
    /// The poller watches for room to write.
    var isBlocked = false
    /// In the worker's list of blocked connections.
    var isListedAsBlocked = false
    /// In the worker's list of connections with something to send.
    var isTouched = false
    /// When the peer last took something, in monotonic nanoseconds, while `isBlocked`.
    var lastProgress: UInt64 = 0
    /// Bytes at the front of the output that are sent.
    private(set) var sent = 0
    /// Where a frame of the output ends, as of the last look.
    private var frameEnd = 0
    /// Open streams, by id.
    private(set) var streams: [UInt32: any StreamHandler] = [:]
    /// Those that wait for room in the output, each once.
    private var awaitingRoom: Set<UInt32> = []

    init(
        descriptor: Int32, token: UInt64, peer: Peer, link: PeerLink, share: UIDShare,
        limits: Limits
    ) {
        self.descriptor = descriptor
        self.token = token
        self.peer = peer
        self.link = link
        self.share = share
        state = ServerConnection(limits: limits)
    }

    /// Bytes that wait for the peer.
    var waiting: Int { state.output.count - sent }

    /// Those beyond the frame that it is taking.
    var waitingBeyondFrame: Int {
        while frameEnd <= sent, frameEnd < state.output.count {
            let header = FrameHeader(state.output.span, at: frameEnd)
            frameEnd += Limits.headerLength + header.length
        }
        return state.output.count - frameEnd
    }

    /// Nothing is owed to the peer.
    var isSettled: Bool { waiting == 0 && state.callsInFlight == 0 }

    /// Sends what it can, in one call when the peer takes all.
    func flush() -> Flush {
        while waiting > 0 {
            let result = unsafe state.output.withUnsafeBytes { bytes in
                unsafe clinux_send(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
            }
            if result == -Int64(EAGAIN) {
                compact()
                return .blocked
            }
            if result <= 0 { return .gone }
            sent += Int(result)
        }
        state.output.removeAll(keepingCapacity: true)
        sent = 0
        frameEnd = 0
        return .done
    }

    func add(_ streamID: UInt32, _ handler: any StreamHandler) { streams[streamID] = handler }

    func removeStream(_ streamID: UInt32) -> (any StreamHandler)? {
        awaitingRoom.remove(streamID)
        return streams.removeValue(forKey: streamID)
    }

    func removeStreams() -> [any StreamHandler] {
        defer { streams = [:] }
        return Array(streams.values)
    }

    /// Gives a stream a turn once there is room again.
    func awaitRoom(_ streamID: UInt32) { awaitingRoom.insert(streamID) }

    /// Whether a stream that goes on for ever is among those that wait for room.
    var holdsUpFeed: Bool { awaitingRoom.contains { streams[$0]?.isEndless ?? false } }

    func takeAwaitingRoom() -> Set<UInt32> {
        guard !awaitingRoom.isEmpty else { return [] }
        defer { awaitingRoom = [] }
        return awaitingRoom
    }

    /// Moves what waits to the front once what is sent outweighs it, so that the cost stays in
    /// proportion to the bytes sent.
    private func compact() {
        guard sent > waiting else { return }
        // The frame that is being taken must be known while its header is there.
        _ = waitingBeyondFrame
        state.output.removeFirst(sent)
        frameEnd -= sent
        sent = 0
    }
}
