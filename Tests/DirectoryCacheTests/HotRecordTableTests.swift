import DirectoryDomain
import TestSupport
import Testing

@testable import DirectoryCache

extension HotRecordTable {
    /// As a request asks, by bytes.
    func record(_ kind: HotRecordKey.Kind, _ key: String) -> String? {
        let bytes = Array(key.utf8)
        var output: [UInt8] = []
        guard copy(HotRecordKey(kind, bytes.span), to: &output) else { return nil }
        return String(decoding: output, as: UTF8.self)
    }

    func keep(_ key: UserKey, _ record: String, readAt sequence: UInt64 = 0) {
        keep(key, Array(record.utf8).span, readAt: sequence)
    }
}

@Suite("The table of hot records")
struct HotRecordTableTests {
    private let table = HotRecordTable(bytes: 1 << 20)

    private func number(_ text: String) throws -> UserKey {
        .phoneNumber(try Fixture.number(text))
    }

    @Test("a record is found under the key that it was kept under, and no other")
    func kinds() throws {
        table.keep(try number("+15550100"), "exact")
        #expect(table.record(.phoneNumber, "+15550100") == "exact")
        #expect(table.record(.canonicalPhoneNumber, "+15550100") == nil)
        #expect(table.record(.uuid, "+15550100") == nil)
        #expect(table.record(.phoneNumber, "+1555010") == nil)
        table.keep(.canonicalPhoneNumber("+15550100"), "canonical")
        #expect(table.record(.canonicalPhoneNumber, "+15550100") == "canonical")
        #expect(table.record(.phoneNumber, "+15550100") == "exact")
    }

    @Test("keys are kept in their normal form: lower case for addresses and UUIDs")
    func normalForm() throws {
        table.keep(.email(try Fixture.email("Ada@Example.com")), "ada")
        #expect(table.record(.email, "ada@example.com") == "ada")
        #expect(table.record(.email, "Ada@Example.com") == nil)
        let uuid = "550E8400-E29B-41D4-A716-446655440000"
        table.keep(.uuid(try Fixture.uuid(uuid)), "jane")
        #expect(table.record(.uuid, uuid.lowercased()) == "jane")
        table.keep(.uuid(try Fixture.uuid("Opaque-1")), "opaque")
        #expect(table.record(.uuid, "Opaque-1") == "opaque")
        #expect(table.record(.uuid, "opaque-1") == nil)
    }

    @Test("an authy id is found by the varint of a request", arguments: [1, 127, 128, 300, .max])
    func authyID(_ id: Int64) {
        table.keep(.authyID(id), "user \(id)")
        var varint: [UInt8] = []
        var rest = UInt64(id)
        while rest >= 0x80 {
            varint.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        varint.append(UInt8(rest))
        var output: [UInt8] = [9]
        #expect(table.copy(HotRecordKey(.authyID, varint.span), to: &output))
        #expect(output == [9] + Array("user \(id)".utf8))
    }

    @Test("what is dropped is not found any more, what is kept anew is")
    func dropping() throws {
        let key = try number("+15550100")
        table.keep(key, "before")
        table.drop([key], at: 1)
        #expect(table.record(.phoneNumber, "+15550100") == nil)
        table.keep(key, "after", readAt: 1)
        #expect(table.record(.phoneNumber, "+15550100") == "after")
        table.keep(key, "later", readAt: 1)
        #expect(table.record(.phoneNumber, "+15550100") == "later")
        #expect(table.figures.entries == 1)
    }

    @Test("what was read before the last drop is thrown away")
    func staleFill() throws {
        let key = try number("+15550100")
        table.drop([key], at: 7)
        table.keep(key, "stale", readAt: 6)
        #expect(table.record(.phoneNumber, "+15550100") == nil)
        table.keep(key, "fresh", readAt: 7)
        table.drop([try number("+15550101")], at: 8)
        #expect(table.record(.phoneNumber, "+15550100") == "fresh")
    }

    @Test("a full table gives up old records and never finds a wrong one")
    func bounded() throws {
        let table = HotRecordTable(bytes: HotRecordTable.minimumBytes * 2)
        for index in 0..<10_000 {
            table.keep(.uuid(try Fixture.uuid("user-\(index)")), "record \(index)")
            let found = table.record(.uuid, "user-\(index)")
            #expect(found == "record \(index)")
        }
        var kept = 0
        for index in 0..<10_000 {
            guard let record = table.record(.uuid, "user-\(index)") else { continue }
            kept += 1
            #expect(record == "record \(index)")
        }
        let figures = table.figures
        #expect(kept == figures.entries && figures.entries == 16 * 2 * 8)
        #expect(figures.bytes == figures.capacityBytes)
        #expect(figures.capacityBytes <= HotRecordTable.minimumBytes * 2)
        #expect(figures.hits == UInt64(10_000 + kept))
        #expect(figures.misses == UInt64(10_000 - kept))
    }

    @Test("what is asked for stays when others come and go")
    func secondChance() throws {
        let table = HotRecordTable(bytes: HotRecordTable.minimumBytes * 4)
        table.keep(.uuid(try Fixture.uuid("favourite")), "here")
        for index in 0..<10_000 {
            #expect(table.record(.uuid, "favourite") == "here")
            table.keep(.uuid(try Fixture.uuid("user-\(index)")), "record \(index)")
        }
    }

    @Test("a record that is too long for a place is not kept")
    func tooLong() throws {
        let key = try number("+15550100")
        let room = RecordMemory.roomBytes - 9
        table.keep(key, String(repeating: "x", count: room + 1))
        #expect(table.record(.phoneNumber, "+15550100") == nil)
        table.keep(key, String(repeating: "x", count: room))
        #expect(table.record(.phoneNumber, "+15550100")?.count == room)
    }

    @Test("nothing is left in memory of what was dropped, or of a longer record that was replaced")
    func overwritten() {
        var memory = RecordMemory(sets: 1)
        let key = Array("+15550100".utf8)
        let long = Array("a long record of somebody".utf8)
        memory.put(3, key.span, long.span, at: 5)
        memory.setTag(5, to: 2)
        memory.put(3, key.span, Array("short".utf8).span, at: 5)
        let kept = memory.bytes(at: 5)
        let wanted: [UInt8] = [5, 0, 9, 3] + key + Array("short".utf8)
        #expect(Array(kept[..<18]) == wanted)
        #expect(kept[18...].allSatisfy { $0 == 0 })
        memory.erase(5)
        #expect(memory.bytes(at: 5).allSatisfy { $0 == 0 })
    }
}
