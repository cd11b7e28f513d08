import DirectoryDomain
import Foundation
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("The size of the write-ahead log")
struct LogSizeTests {
    private static let limit = 64 << 20

    private let place = TemporaryStore()

    private func logBytes() throws -> Int {
        let path = place.path + "-wal"
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        return size?.intValue ?? 0
    }

    /// One write of about a megabyte.
    private func grow(_ harness: StoreHarness, _ number: Int) async throws {
        let name = String(repeating: "x", count: 1 << 20)
        try await harness.run(
            PlantedCommand { transaction, context in
                let id = Fixture.organizationID().value
                try transaction.insert(
                    Organization(id: id, name: "\(number)\(name)", createdAt: context.now))
            })
    }

    @Test("stays under 64 MiB under load while readers come and go", .timeLimit(.minutes(2)))
    func readersThatComeAndGo() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let readers = (0..<2).map { _ in
            Task.detached {
                let reader = try store.makeReader()
                while !Task.isCancelled {
                    for _ in 0..<50 { _ = try reader.totals() }
                    reader.endBatch()
                    await Task.yield()
                }
            }
        }
        for number in 0..<80 {
            try await grow(harness, number)
            #expect(try logBytes() <= Self.limit)
        }
        for reader in readers { reader.cancel() }
        for reader in readers { try await reader.value }
    }

    @Test(
        "over it because of a reader that stays, it is back once that ends",
        .timeLimit(.minutes(2)))
    func readerThatStays() async throws {
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let reader = try store.makeReader()
        let before = try reader.totals()
        for number in 0..<70 { try await grow(harness, number) }
        #expect(try logBytes() > Self.limit)
        #expect(store.condition.logBytes > Int64(Self.limit))
        #expect(before == StoreTotals(users: 0, lastPosition: 0))
        reader.endBatch()
        // By the clock it takes `CheckpointPolicy.idleNanoseconds`.
        while try logBytes() > Self.limit { await Task.yield() }
        #expect(CheckpointPolicy.idleNanoseconds < 5_000_000_000)
        #expect(CheckpointPolicy.retryNanoseconds < 5_000_000_000)
    }
}
