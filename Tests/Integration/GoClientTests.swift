import DirectoryAPI
import Foundation
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
        let program = daemon.folder.file("goclient")
        let built = try await Tool.run(
            try #require(Products.installed("go")),
            ["build", "-o", program] + ["main.go", "messages.go"].map { source($0) },
            in: daemon.folder,
            environment: ["GO111MODULE": "off", "GOFLAGS": "", "GOPATH": Self.packages])
        try #require(built.exitCode == 0, "\(built.errors)")

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

    private func source(_ name: String) -> String { Products.source("GoClient/\(name)").path }
}
