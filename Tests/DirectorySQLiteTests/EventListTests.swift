import DirectoryDomain
import EventCoding
import GRDB
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("A user's list of events")
struct EventListTests {
    @Test("an event jumps to an earlier one of its user")
    func targets() {
        let targets = (1...15).map { EventList.target(ofVersion: $0) }
        #expect(targets == [0, 1, 0, 3, 4, 3, 0, 7, 8, 7, 10, 11, 10, 7, 0])
    }

    @Test("where the next event jumps follows from the last one and its jump alone")
    func tails() {
        var jumps: [Int64] = [0]
        var tail = EventList.Tail()
        for version in Int64(1)...5_000 {
            // Positions three times the version: no position is mistaken for a version.
            let jump = tail.jump(ofVersion: version) { jumps[Int($0 / 3)] }
            #expect(jump == 3 * EventList.target(ofVersion: version))
            jumps.append(jump)
            tail = EventList.Tail(position: 3 * version, jump: jump)
        }
    }

    @Test("any version is near, however long the list")
    func steps() {
        for wanted in [Int64(1), 2, 1_000, 65_535, 500_000, 999_999] {
            var version: Int64 = 1_000_000
            var steps = 0
            while version > wanted {
                let target = EventList.target(ofVersion: version)
                version = target >= wanted ? target : version - 1
                steps += 1
            }
            #expect(version == wanted && steps < 60)
        }
    }

    @Test("every part of a history is given in order")
    func history() async throws {
        let place = TemporaryStore()
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        for index in 0..<40 {
            try await harness.set("+1555000\(index)", of: user)
            if index.isMultiple(of: 7) { try await harness.create("\(index)@example.com") }
        }
        try await harness.erase(user)
        for after in [Int64(-5), 0, 1, 20, 41, 42, 43, .max] {
            for limit in [1, 7, 100, .max] {
                let events = try harness.read {
                    try $0.events(of: user.uuid, afterVersion: after, limit: limit)
                }
                let first = max(0, after)
                let count = max(0, min(Int64(limit), 42 - first))
                #expect(events.map(\.version) == (0..<count).map { first + 1 + $0 })
            }
        }
        #expect(try store.verify().problems == [])
    }

    @Test("a list that leads in a circle is damage, and not followed for ever")
    func circle() async throws {
        let place = TemporaryStore()
        let store = try place.open()
        defer { store.close() }
        let harness = try TemporaryStore.harness(store)
        let user = try await harness.create("a@example.com")
        for index in 0..<5 { try await harness.set("+1555000\(index)", of: user) }
        for damage in ["previous = 3", "previous = 5", "version = 9223372036854775807"] {
            try await StoreFile(folder: place.folder).openWriter().write { db in
                try db.execute(sql: "UPDATE events SET \(damage) WHERE position = 3")
            }
            #expect(throws: StoreFailure.corrupt) {
                try harness.read { try $0.events(of: user.uuid, afterVersion: 0, limit: 100) }
            }
        }
    }

    @Test(
        "a number looks canonical when it is its own canonical form",
        arguments: [
            "+15551234567", "+1", "+123456789012345", "+1234567890123456", "+0123", "+", "",
            "15551234567", "0015551234567", "+1-555-0123", "+1555x", "ümläut",
        ])
    func phoneKeys(_ text: String) {
        let number = PhoneNumber(trusted: text)
        #expect(PhoneKey.isCanonical(text) == (number.canonical == text))
        #expect(PhoneKey.of(number) == number.canonical ?? text)
    }
}
