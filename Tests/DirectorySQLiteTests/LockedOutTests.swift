import DirectoryDomain
import DirectorySQLite
import Foundation
import TestSupport
import Testing

@Suite("A reader that is locked out")
struct LockedOutTests {
    private let place = TemporaryStore()

    /// Locks what readers lock of the log's index (sqlite.org/walformat.html#wal_locks), says so,
    /// and holds it until its input ends. Of another process, for a process's own locks are one.
    private static let holder = """
        import fcntl, sys
        file = open(sys.argv[1], "r+b")
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 5, 123)
        print("held", flush=True)
        sys.stdin.read()
        """

    @Test("refuses the rest of its batch at once, and reads again in the next")
    func batch() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        let reader = try store.makeReader()
        #expect(try reader.user(.uuid(user.uuid)) != nil)
        reader.endBatch()

        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.holder, place.path + "-shm"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        #expect(try output.fileHandleForReading.read(upToCount: 4) == Data("held".utf8))
        #expect(throws: StoreFailure.unavailable) { try reader.user(.uuid(user.uuid)) }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()

        // What was not locked for one call is not tried again for the next.
        #expect(throws: StoreFailure.unavailable) { try reader.totals() }
        reader.endBatch()
        #expect(try reader.user(.uuid(user.uuid)) != nil)
    }
}
