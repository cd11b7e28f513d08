import DirectoryAPI
import Foundation
import Testing

@Suite("A client that exists: ttrpc for Rust, as Debian packages it")
struct RustClientTests {
    static let registry = "/usr/share/cargo/registry"
    static let isInstalled: Bool = {
        let crates = (try? FileManager.default.contentsOfDirectory(atPath: registry)) ?? []
        return Products.installed("cargo") != nil && crates.contains { $0.hasPrefix("ttrpc-0.5") }
    }()

    @Test(
        "16 threads on one connection make and find 320 users",
        .enabled(if: isInstalled, "NOT TESTED: cargo or librust-ttrpc-dev is not installed"))
    func threads() async throws {
        let daemon = try await LiveDaemon.start()
        // Beside the products, so that it is built once.
        let target = Products.folder.appendingPathComponent("rust-client").path
        let built = try await Tool.run(
            try #require(Products.installed("cargo")),
            [
                "build", "--offline", "--quiet", "--target-dir", target,
                "--manifest-path", try manifest(in: daemon.folder),
                "--config", "source.crates-io.replace-with='debian'",
                "--config", "source.debian.directory='\(Self.registry)'",
            ], in: daemon.folder)
        try #require(built.exitCode == 0, "\(built.errors)")

        let result = try await Tool.run(
            target + "/debug/rustclient", [daemon.socketPath], in: daemon.folder)
        #expect(result.errors == "")
        #expect(result.output == "320 users\n")
        #expect(result.exitCode == 0)
        #expect(try await daemon.status().users == 320)
        try await daemon.expectWhole()
    }

    /// A copy, for cargo writes beside it.
    private func manifest(in folder: TemporaryFolder) throws -> String {
        let copy = folder.file("RustClient")
        try FileManager.default.copyItem(atPath: Products.source("RustClient").path, toPath: copy)
        return copy + "/Cargo.toml"
    }
}
