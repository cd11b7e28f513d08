import DirectoryAPI
import Foundation
import ProtobufC
import RollcallClient
import TTRPC
import TestSupport
import Testing

@Suite("The limits that an operator sets", .timeLimit(.minutes(2)))
struct LimitTests {
    private static let names = [
        "calls-per-connection", "streams-per-connection", "uid-share", "total-share",
        "unread-limit", "unread-timeout",
    ]

    private static func watch(_ id: UInt32) -> [UInt8] {
        Frame.request(
            id, Service.directory, WatchEvents.name, flags: 1, WatchEventsRequest().encoded())
    }

    @Test("streams of a connection, a uid and all are bounded as set, other calls go on")
    func streams() async throws {
        let folder = try TemporaryFolder()
        let config = try folder.write(
            #"{"streams-per-connection": 1, "uid-share": 3, "total-share": 3}"#, to: "limits.json")
        let daemon = try await LiveDaemon.start(
            in: folder, "--config", config, "--streams-per-connection", "2")
        let peers = try (0..<4).map { _ in try RawPeer(daemon) }
        peers[0].send(Self.watch(1), Self.watch(3), Self.watch(5))
        #expect(peers[0].next()?.refusal == [5: 8])
        for peer in peers[1...2] {
            peer.send(Self.watch(1), Self.watch(3), Frame.health(5))
            #expect(peer.next() == .serving(5))
        }
        // The seventh of the uid.
        peers[3].send(Self.watch(1))
        #expect(peers[3].next()?.refusal == [1: 8])
        for peer in peers { peer.expectAlive() }
    }

    @Test("calls that wait are bounded as set")
    func calls() async throws {
        let daemon = try await LiveDaemon.start(
            in: nil, "--calls-per-connection", "1", "--uid-share", "1", "--total-share", "1")
        let peer = try RawPeer(daemon)
        peer.send((0..<2_000).flatMap { Frame.create(UInt32($0 * 2 + 1), "u\($0)@example.com") })
        let answers = peer.next(2_000)
        #expect(answers.count == 2_000)
        let refused = answers.filter { $0.code == 8 }
        #expect(!refused.isEmpty && refused.count < 2_000)
        #expect(refused.allSatisfy { $0.retryAfterMilliseconds != nil })
        #expect(answers.allSatisfy { $0.code == 0 || $0.code == 8 })
        #expect(try await daemon.status().users == Int64(2_000 - refused.count))
    }

    @Test("a watcher that takes nothing is cut off after the time set, alone")
    func unreadTimeout() async throws {
        let daemon = try await LiveDaemon.start(in: nil, "--unread-timeout", "1")
        let (deaf, reading) = (try RawPeer(daemon), try RawPeer(daemon))
        let watches = (0..<500).flatMap { Self.watch(UInt32($0 * 2 + 1)) }
        deaf.send(watches)
        reading.send(watches)
        deaf.send(Frame.health(5_001))
        #expect(deaf.next() == .serving(5_001))
        let users = 20
        for number in 1...users {
            try await daemon.create("u\(number)@example.com")
            #expect(reading.next(500).allSatisfy { $0.type == .data })
        }
        #expect(deaf.socket.waitForClose())
        reading.expectAlive()
        #expect(try await daemon.status().connections == 2)
    }

    @Test("a limit out of its range is refused in a line, from wherever it comes")
    func ranges() async throws {
        let folder = try TemporaryFolder()
        let daemon = Products.program("rollcalld")
        for name in Self.names {
            let flag = try await Tool.run(daemon, ["--\(name)", "0"], in: folder)
            let environment = try await Tool.run(
                daemon, [], in: folder,
                environment: [
                    "ROLLCALL_" + name.uppercased().replacing("-", with: "_"): "0"
                ])
            for result in [flag, environment] {
                #expect(result.exitCode == 2)
                #expect(result.errors.contains("--\(name) must be "))
                #expect(result.errors.split(separator: "\n").count == 1)
            }
        }
        let shares = try await Tool.run(
            daemon, ["--uid-share", "8", "--total-share", "4"], in: folder)
        #expect(shares.exitCode == 2)
        #expect(shares.errors.contains("--total-share must not be less than --uid-share, 8"))
    }

    @Test("--help names every limit, and what it is when nobody sets it")
    func help() async throws {
        let lines = try await Tool.run(
            Products.program("rollcalld"), ["--help"], in: TemporaryFolder()
        ).output
        let help = lines.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for (name, standard) in zip(Self.names, ["65536", "1024", "4", "16", "64MiB", "5"]) {
            let entry = try #require(help.firstRange(of: "--\(name) <"))
            #expect(help[entry.upperBound...].prefix(200).contains("(default: \(standard))"))
        }
    }
}

extension RawPeer.Answer {
    /// Its stream and code, when it is a refusal.
    fileprivate var refusal: [UInt32: Int32]? { type == .response ? [streamID: code] : nil }
}
