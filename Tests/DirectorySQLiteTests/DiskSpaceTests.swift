import DirectoryDomain
import EventCoding
import Foundation
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Space that is kept back")
struct DiskSpaceTests {
    private let place = TemporaryStore()
    private let bytes: Int64 = 1 << 20

    private func ballast(bytes: Int64) throws -> Ballast {
        try FileManager.default.createDirectory(
            atPath: place.folder, withIntermediateDirectories: true)
        return Ballast(folder: place.folder, bytes: bytes)
    }

    @Test("is taken, really, and let go of when a commit finds no room")
    func takenAndReleased() throws {
        let ballast = try ballast(bytes: bytes)
        var space = DiskSpace(ballast)
        space.restore()
        let attributes = try FileManager.default.attributesOfItem(atPath: ballast.path)
        #expect((attributes[.size] as? NSNumber)?.int64Value == bytes)
        #expect(!space.isFull)
        space.didRunOut()
        #expect(space.isFull && !ballast.isThere)
        // There is room here, and so writing goes on, with the ballast in its place.
        let admits = space.admitsWriting()
        #expect(admits)
        #expect(!space.isFull && ballast.isThere)
    }

    @Test("is a small part of a small disk")
    func share() throws {
        let ballast = try ballast(bytes: .max)
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: place.folder)
        let size = try #require(attributes[.systemSize] as? NSNumber).int64Value
        #expect(ballast.bytes == size / 16)
    }

    @Test("a store without any writes as long as the disk takes it")
    func none() throws {
        let ballast = try ballast(bytes: 0)
        var space = DiskSpace(ballast)
        space.restore()
        space.didRunOut()
        let admits = space.admitsWriting()
        #expect(admits)
        #expect(!FileManager.default.fileExists(atPath: ballast.path))
    }

    @Test("a store takes it when it opens, and it is there once the next write is answered")
    func opening() async throws {
        let store = try SQLiteStore(
            dataDirectory: place.folder, clock: { [place] in place.clock.now },
            monotonic: { [place] in place.clock.monotonicNanoseconds }, sealer: EventCodec(),
            ballastBytes: bytes, onFatal: { _ in })
        try await TemporaryStore.harness(store).create("a@example.com")
        #expect(try place.files().contains { $0.name == "ballast" && $0.bytes.count == bytes })
        #expect(!store.condition.isDiskFull)
        store.close()
        #expect(try place.files().map(\.name).sorted() == ["ballast", "directory.sqlite"])
    }
}
