import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("A client that exists: ttrpc for Go, as Debian packages it")
struct GoClientTests {
    static let packages = "/usr/share/gocode"
    /// Before 1.2 it codes messages by their tags, as the ones here are written.
    static let isInstalled: Bool = {
        let codec = packages + "/src/github.com/containerd/ttrpc/codec.go"
        let text = FileManager.default.contents(atPath: codec).map {
            String(decoding: $0, as: UTF8.self)
        }
        return Products.installed("go") != nil && text?.contains("gogo/protobuf") == true
    }()

    @Test(
        "64 goroutines on one connection make, change and find 1280 users",
        .enabled(
            if: isInstalled, "NOT TESTED: golang-github-containerd-ttrpc-dev 1.1 is not installed"))
    func goroutines() async throws {
        let daemon = try await LiveDaemon.start()
        let program = try await Self.build(in: daemon.folder)
        let result = try await Tool.run(program, [daemon.socketPath], in: daemon.folder)
        #expect(result.errors == "")
        #expect(result.output == "1280 users\n")
        #expect(result.exitCode == 0)
        let status = try await daemon.status()
        #expect(status.users == 1280)
        // Each was made and given a number; the number of one was exported three times.
        #expect(status.lastPosition == 2 * 1280 + 3)
        try await daemon.expectWhole()
    }

    @Test(
        "its one connection goes on while one daemon takes over from another, and no call fails",
        .enabled(
            if: isInstalled, "NOT TESTED: golang-github-containerd-ttrpc-dev 1.1 is not installed"))
    func handOver() async throws {
        let daemon = try await LiveDaemon.start()
        let folder = daemon.folder
        let program = try await Self.build(in: folder)
        let over = folder.file("over")
        async let run = Tool.run(program, [daemon.socketPath, over], in: folder)
        // In whichever daemon has the place.
        let client = daemon.anotherClient()
        func waitForUsers(_ count: Int64) async throws {
            while try await client.call(GetStatus.self, GetStatusRequest()).users < count {
                await Task.yield()
            }
        }
        var current = daemon.program
        for round in 1...3 {
            try await waitForUsers(Int64(round) * 100)
            let next = try RunningProgram(
                "rollcalld", ["--data-dir", folder.file("d"), "--take-over"], in: folder)
            #expect(await next.log.line(holding: "serving") != nil)
            #expect(await current.ending() == .exited(0))
            current = next
        }
        try await waitForUsers(400)
        try folder.write("", to: "over")
        let result = try await run
        #expect(result.errors == "")
        #expect(result.exitCode == 0)
        let status = try await client.call(GetStatus.self, GetStatusRequest())
        #expect(result.output == "\(status.users) users\n")
        #expect(status.lastPosition == 2 * status.users + 3)
        await client.shutdown()
        #expect(await current.stop() == .exited(0))
    }

    private static func build(in folder: TemporaryFolder) async throws -> String {
        let program = folder.file("goclient")
        let sources = ["main.go", "messages.go"].map { Products.source("GoClient/\($0)").path }
        let built = try await Tool.run(
            try #require(Products.installed("go")), ["build", "-o", program] + sources, in: folder,
            environment: ["GO111MODULE": "off", "GOFLAGS": "", "GOPATH": packages])
        try #require(built.exitCode == 0, "\(built.errors)")
        return program
    }
}
