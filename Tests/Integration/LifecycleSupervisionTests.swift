import DirectoryAPI
import Foundation
import RollcallClient
import Testing

/// The daemon as systemd runs it: with its socket as descriptor 3, and a socket to tell it things.
/// The part of systemd is played by `Supervisor/supervise.py`.
@Suite("Under a supervisor")
struct LifecycleSupervisionTests {
    private func supervise(_ scene: String, _ folder: TemporaryFolder) async throws -> Tool.Result {
        let python = try #require(Products.installed("python3"))
        return try await Tool.run(
            python,
            [
                Products.source("Supervisor/supervise.py").path, scene,
                Products.program("rollcalld"), folder.path,
            ], in: folder)
    }

    @Test("an inherited socket is served, the states are told, and its file stays")
    func activation() async throws {
        let folder = try TemporaryFolder()
        let result = try await supervise("activation", folder)
        #expect(result.errors == "")
        #expect(
            result.output.split(separator: "\n") == [
                "READY with the daemon's MAINPID", "health answered",
                "the descriptor is closed on exec", "STOPPING", "exit 0", "the file stays",
            ])
    }

    @Test("WATCHDOG is told while the daemon answers itself, and no longer")
    func watchdog() async throws {
        let result = try await supervise("watchdog", TemporaryFolder())
        #expect(result.errors == "")
        #expect(
            result.output.split(separator: "\n") == [
                "three times WATCHDOG", "the path is gone", "the daemon says so",
                "nothing more is told", "exit 0",
            ])
    }

    @Test("a take-over of an inherited socket keeps it, and tells the new process")
    func takeOver() async throws {
        let result = try await supervise("take-over", TemporaryFolder())
        #expect(result.errors == "")
        #expect(
            result.output.split(separator: "\n") == [
                "first READY", "second READY", "first exit 0", "health answered on both",
                "exit 0", "the file stays",
            ])
    }

    @Test("a descriptor that is no listening socket is refused with one line")
    func notASocket() async throws {
        let result = try await supervise("not-a-socket", TemporaryFolder())
        #expect(result.errors == "")
        #expect(result.output.split(separator: "\n") == ["exit 1", "1 line"])
    }
}
