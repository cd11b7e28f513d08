import TestSupport
import Testing

extension RawPeer {
    convenience init(_ daemon: LiveDaemon) throws {
        self.init(try #require(RawSocket(daemon.socketPath)))
    }

    /// That the connection lives: a call on a new id is answered, and nothing before it.
    func expectAlive(id: UInt32 = 9_999_999, sourceLocation: SourceLocation = #_sourceLocation) {
        send(Frame.health(id))
        #expect(next() == .serving(id), sourceLocation: sourceLocation)
    }
}

extension RawPeer.Answer {
    /// What a health call is answered with: field 1, SERVING.
    static func serving(_ id: UInt32) -> RawPeer.Answer {
        RawPeer.Answer(streamID: id, payload: [8, 1])
    }
}
