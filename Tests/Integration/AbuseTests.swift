import DirectoryAPI
import RollcallClient
import TestSupport
import Testing

/// The long forms, with figures, are in tools/abuse/run.
@Suite("Peers that no server would choose, in short", .timeLimit(.minutes(2)))
struct AbuseTests {
    @Test("beside idle, slow and deaf peers every call of another is answered right")
    func beside() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("a@example.com", uuid: "u-1", phone: "+1-555-0123")
        let idle = try (0..<200).map { _ in try RawPeer(daemon) }
        for peer in idle { peer.expectAlive(id: 1) }
        let slow = try (0..<100).map { _ in try RawPeer(daemon) }
        let deaf = try RawPeer(daemon)
        let batch = Frame.call(
            1, BatchLookupUsers.self,
            BatchLookupUsersRequest(
                keys: Array(repeating: UserKey(.email("a@example.com")), count: 1_000)))
        var unsent = batch[...]
        let other = try RawPeer(daemon)
        var id: UInt32 = 1
        for byte in Frame.health(1) {
            for peer in slow { peer.send([byte]) }
            // What it has sent half is gone on with; the same id again is refused, and answered.
            if let sent = deaf.socket.sendNow(unsent) { unsent = unsent.dropFirst(sent) }
            if unsent.isEmpty { unsent = batch[...] }
            other.send(
                Frame.health(id), Frame.lookUp(id + 2, email: "a@example.com"),
                Frame.create(id + 4, "u\(id)@example.com"))
            let answers = other.next(3)
            #expect(answers.map(\.code) == [0, 0, 0])
            #expect(Set(answers.map(\.streamID)) == [id, id + 2, id + 4])
            id += 6
        }
        for peer in slow { #expect(peer.next() == .serving(1)) }
        for peer in idle { peer.expectAlive(id: 3) }
        let made = Frame.health(1).count
        #expect(try await daemon.status().users == Int64(made + 1))
        try await daemon.expectWhole()
    }
}
