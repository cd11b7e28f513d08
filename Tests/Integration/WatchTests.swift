import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("Watching events")
struct WatchTests {
    @Test("a watcher that goes on after kill -9 and a restart sees every event once, in order")
    func resume() async throws {
        var daemon = try await LiveDaemon.start()
        let folder = daemon.folder
        var position: Int64 = 0
        var hashes: [[UInt8]] = []
        for round in 1...3 {
            for number in 1...40 {
                try await daemon.create("u\(round)-\(number)@example.com")
            }
            var seen = daemon.client.stream(
                WatchEvents.self, WatchEventsRequest(afterPosition: position)
            ).makeAsyncIterator()
            // Some of them, so that the next round has to make up for the rest.
            for _ in 1...(round * 15) {
                let event = try #require(try await seen.next())
                #expect(event.position == position + 1)
                position = event.position
                hashes.append(event.chainHash)
            }
            _ = await daemon.program.stop(with: 9)
            daemon = try await LiveDaemon.start(in: folder)
        }
        var all = daemon.client.stream(WatchEvents.self, WatchEventsRequest())
            .makeAsyncIterator()
        for hash in hashes { #expect(try await all.next()?.chainHash == hash) }
        #expect(try await daemon.status().lastPosition == 120)
    }

    @Test("every watcher of many sees every event in order, while another takes none of its own")
    func many() async throws {
        let daemon = try await LiveDaemon.start()
        let idle = daemon.client.stream(WatchEvents.self, WatchEventsRequest())
        let watchers = 200
        let users = 60
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<watchers {
                let watch = daemon.client.stream(WatchEvents.self, WatchEventsRequest())
                group.addTask {
                    var positions: [Int64] = []
                    for try await event in watch {
                        positions.append(event.position)
                        if positions.count == users { break }
                    }
                    return positions
                }
            }
            for number in 1...users { try await daemon.create("u\(number)@example.com") }
            for try await positions in group {
                #expect(positions == Array(1...Int64(users)))
            }
        }
        withExtendedLifetime(idle) {}
    }

    @Test("a stream that is given up is ended at the daemon too")
    func givenUp() async throws {
        let daemon = try await LiveDaemon.start()
        let before = try await daemon.status().connections
        let task = Task {
            for try await _ in daemon.client.stream(WatchEvents.self, WatchEventsRequest()) {}
        }
        while try await daemon.status().connections == before { await Task.yield() }
        task.cancel()
        let error = await #expect(throws: RollcallError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        while try await daemon.status().connections > before { await Task.yield() }
    }

    @Test("the command prints events, goes on after a restart, and ends at ^C with 130")
    func command() async throws {
        let daemon = try await LiveDaemon.start()
        let folder = daemon.folder
        try await daemon.create("a@example.com")
        let output = try folder.write("", to: "events.out")
        let process = try ChildProcess(
            Products.program("rollcall"),
            ["events", "watch", "--after", "0", "--output", "json", "--socket", daemon.socketPath],
            in: folder,
            files: (
                ChildProcess.nothing(),
                FileHandle(forWritingTo: URL(fileURLWithPath: output)), ChildProcess.nothing()
            ))
        defer { process.send(SIGTERM) }
        try await Self.wait(for: 1, in: output)
        _ = await daemon.program.stop(with: 9)
        let again = try await LiveDaemon.start(in: folder)
        try await again.create("b@example.com", phone: "+15551234567")
        try await Self.wait(for: 3, in: output)
        process.send(SIGINT)
        #expect(await process.ending() == .exited(130))
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        let positions = try lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return (object as? [String: Any])?["position"] as? String
        }
        #expect(positions == ["1", "2", "3"])
    }

    private static func wait(for count: Int, in path: String) async throws {
        while try String(contentsOfFile: path, encoding: .utf8).count(where: \.isNewline) < count {
            await Task.yield()
        }
    }
}
