import DirectoryAPI
import Foundation
import RollcallClient
import Synchronization
import Testing

@Suite("An answer to a write means that it is on the disk")
struct DurabilityTests {
    /// What was acknowledged about a user.
    private struct Acknowledged: Sendable {
        var email: String
        var uuid: String
        var version: Int64
        /// nil until one was acknowledged.
        var number: String?
    }

    @Test("after kill -9 under writes, 20 times, everything acknowledged is there")
    func killed() async throws {
        let folder = try TemporaryFolder()
        var all: [Acknowledged] = []
        for round in 0..<20 {
            let daemon = try await LiveDaemon.start(in: folder)
            try await expectPresent(all.suffix(200), in: daemon)
            try await daemon.expectWhole()
            let killAfter = Int.random(in: 1...150)
            let written = await write(to: daemon, round: round) { count in
                if count == killAfter { daemon.program.send(SIGKILL) }
            }
            #expect(written.count * 2 >= killAfter)
            #expect(await daemon.program.ending() == .killed(signal: SIGKILL))
            await daemon.client.shutdown()
            all += written
        }
        let daemon = try await LiveDaemon.start(in: folder)
        try await expectPresent(all[...], in: daemon)
        try await daemon.expectWhole()
        #expect(await daemon.stop() == .exited(0))
    }

    /// Sixteen callers write until the daemon is gone.
    ///
    /// - Parameter acknowledged: told how many writes have been.
    private func write(
        to daemon: LiveDaemon, round: Int, acknowledged: @escaping @Sendable (Int) -> Void
    ) async -> [Acknowledged] {
        let counter = WriteCounter()
        return await withTaskGroup(of: [Acknowledged].self) { group in
            for writer in 0..<16 {
                group.addTask {
                    var written: [Acknowledged] = []
                    do {
                        for number in 0..<10_000 {
                            let email = "w\(round).\(writer).\(number)@example.com"
                            let user = try await daemon.create(email)
                            written.append(
                                Acknowledged(email: email, uuid: user.uuid, version: 1))
                            acknowledged(counter.next())
                            let phone = "+1555\(1_000_000 + number)"
                            let answer = try await daemon.client.call(
                                UpdatePhoneNumber.self,
                                UpdatePhoneNumberRequest(uuid: user.uuid, change: .set(phone)))
                            written[number].number = phone
                            written[number].version = answer.version
                            acknowledged(counter.next())
                        }
                    } catch {
                        // The daemon is gone, as it should be.
                    }
                    return written
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func expectPresent(
        _ users: ArraySlice<Acknowledged>, in daemon: LiveDaemon
    ) async throws {
        for wanted in users {
            let found = try await daemon.client.call(
                LookupUser.self, LookupUserRequest(key: UserKey(.email(wanted.email))))
            #expect(found.uuid == wanted.uuid)
            #expect(found.version >= wanted.version)
            if let number = wanted.number { #expect(found.phoneNumber == number) }
        }
    }
}

/// Counts from 1, over all tasks.
private final class WriteCounter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
