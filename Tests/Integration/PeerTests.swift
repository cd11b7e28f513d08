import DirectoryAPI
import Foundation
import Testing

/// The kernel says who calls. Only root can call as somebody else, so these run as root only.
@Suite("Who may, on the socket")
struct PeerTests {
    /// `nobody`.
    private static let uid = "65534"
    private static let key = #"{"key": {"uuid": "u-1"}}"#

    @Test(
        "another uid needs an API key, and is never an operator",
        .enabled("NOT TESTED: only root can call as another user") { await canBeAnother() })
    func stranger() async throws {
        let (daemon, secret) = try await Self.daemon()
        let health = try await call(daemon, "Health/Check")
        #expect(health.exitCode == 0)
        let without = try await call(daemon, "Directory/LookupUser", Self.key)
        #expect(without.exitCode == 1)
        #expect(without.errors.contains("UNAUTHENTICATED"))
        let with = try await call(
            daemon, "Directory/LookupUser", Self.key, metadata: ["x-api-key=\(secret)"])
        #expect(with.exitCode == 0)
        #expect(with.output.contains("ann@example.com"))
        let export = try await call(
            daemon, "Directory/ExportPhoneNumber", #"{"authy_id": "1"}"#,
            metadata: ["x-api-key=\(secret)"])
        #expect(export.errors.contains("PERMISSION_DENIED"))
        // What only the gateway may say about a subject is not listened to.
        let pretender = try await call(
            daemon, "Directory/LookupUser", Self.key,
            metadata: ["x-rollcall-subject=u-1", "x-rollcall-user=u-1"])
        #expect(pretender.errors.contains("UNAUTHENTICATED"))
        for metadata in [[], ["x-api-key=\(secret)"]] {
            let status = try await call(daemon, "Admin/GetStatus", metadata: metadata)
            #expect(status.exitCode == 1)
            #expect(status.errors.contains("PERMISSION_DENIED"))
        }
        #expect(try await daemon.status().lastPosition == 2)
    }

    @Test(
        "a trusted uid needs no key, and may speak for a subject; an admin uid is an operator",
        .enabled("NOT TESTED: only root can call as another user") { await canBeAnother() })
    func trusted() async throws {
        let (daemon, _) = try await Self.daemon("--trusted-uid", Self.uid)
        #expect(try await call(daemon, "Directory/LookupUser", Self.key).exitCode == 0)
        let other = try await call(
            daemon, "Directory/LookupUser", Self.key,
            metadata: ["x-rollcall-subject=u-2", "x-rollcall-user=u-2"])
        #expect(other.errors.contains("PERMISSION_DENIED"))
        let status = try await call(daemon, "Admin/GetStatus")
        #expect(status.errors.contains("PERMISSION_DENIED"))

        let (owned, _) = try await Self.daemon("--admin-uid", Self.uid)
        #expect(try await call(owned, "Admin/GetStatus").exitCode == 0)
    }

    /// A daemon that anybody may connect to, with one user and a key of the standard scopes.
    private static func daemon(
        _ arguments: String...
    ) async throws -> (daemon: LiveDaemon, secret: String) {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        try FileManager.default.copyItem(
            atPath: Products.program("rollcall"), toPath: folder.file("rollcall"))
        let daemon = try await LiveDaemon.start(
            in: folder, arguments: ["--socket-mode", "0666"] + arguments)
        // The socket lies in the data folder, which is the owner's alone.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o711], ofItemAtPath: folder.file("d"))
        try await daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let secret = try await daemon.rollcall("key", "create", "--organization", organization).line
        return (daemon, secret)
    }

    private func call(
        _ daemon: LiveDaemon, _ method: String, _ request: String = "{}", metadata: [String] = []
    ) async throws -> Tool.Result {
        try await Self.asNobody(
            [
                daemon.folder.file("rollcall"), "call", method, request, "--socket",
                daemon.socketPath,
            ]
                + metadata.flatMap { ["--metadata", $0] },
            in: daemon.folder)
    }

    private static func asNobody(
        _ command: [String], in folder: TemporaryFolder
    ) async throws -> Tool.Result {
        let setpriv = try #require(Products.installed("setpriv"))
        return try await Tool.run(
            setpriv, ["--reuid", uid, "--regid", uid, "--clear-groups"] + command, in: folder)
    }

    private static func canBeAnother() async -> Bool {
        guard geteuid() == 0, Products.installed("setpriv") != nil,
            let folder = try? TemporaryFolder()
        else { return false }
        let copy = folder.file("rollcall")
        try? FileManager.default.copyItem(atPath: Products.program("rollcall"), toPath: copy)
        try? FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path)
        // The libraries of the toolchain must be readable to all as well.
        return (try? await asNobody([copy, "--version"], in: folder))?.exitCode == 0
    }
}
