import DirectoryDomain
import EventCoding

extension StoreContract {
    static let log: [Rule] = [
        Rule("an event says for whom and by whom, and gives no more away than a mask") { store in
            let organization = try await store.createOrganization("One")
            let user = try await store.create("a@example.com")
            let number = try Fixture.number("+15551234567")
            store.clock.advance(milliseconds: 123)
            let outcome = try await store.run(
                UpdatePhoneNumber(uuid: user.uuid, change: .set(number)),
                organizationID: organization.id, actor: "key:abc")
            let event = try require(outcome.event, "event")
            let wanted = RecordedEvent(
                position: 2, uuid: user.uuid, version: 2, time: store.clock.now,
                organizationID: organization.id, actor: "key:abc",
                event: .phoneNumberSet(masked: "***4567"), chainHash: event.chainHash)
            try expect(event, is: wanted)
            try expect(try store.log().last, is: wanted)
        },
        Rule("positions are dense over all users, versions over each") { store in
            let first = try await store.create("a@example.com")
            let second = try await store.create("b@example.com")
            for (index, user) in [first, second, second, first, second].enumerated() {
                try await store.set("\(index)", of: user)
                _ = try? await store.findOrCreate("c@example.com", findOnly: true)
            }
            let events = try store.log()
            try expect(events.map(\.position), is: Array(1...7))
            for user in [first, second] {
                let versions = events.filter { $0.uuid == user.uuid }.map(\.version)
                try expect(versions, is: Array(1...Int64(versions.count)))
            }
            try expect(try store.read { try $0.totals().lastPosition }, is: 7)
        },
        Rule("the chain begins at zeros and holds every event") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            try await store.export(user)
            try await store.removeNumber(of: user)
            try await store.erase(user)
            let codec = EventCodec()
            var hash = [UInt8](repeating: 0, count: 32)
            for event in try store.log() {
                hash = codec.chainHash(after: hash, bytes: codec.bytes(of: event))
                try expect(event.chainHash, is: hash)
            }
            try expect(try store.log().count, is: 5, "the number of events")
        },
        Rule("a user's events are read in pages by version") { store in
            let user = try await store.create("a@example.com")
            let other = try await store.create("b@example.com")
            for index in 0..<5 {
                try await store.set("\(index)", of: user)
                try await store.set("\(index)", of: other)
            }
            try store.read { reader in
                func versions(after version: Int64, limit: Int) throws -> [Int64] {
                    try reader.events(of: user.uuid, afterVersion: version, limit: limit)
                        .map(\.version)
                }
                try expect(try versions(after: 0, limit: 4), is: [1, 2, 3, 4])
                try expect(try versions(after: 4, limit: 4), is: [5, 6])
                try expect(try versions(after: 6, limit: 4), is: [])
                try expect(try versions(after: .max, limit: 4), is: [])
                try expect(try versions(after: -1, limit: 1), is: [1])
                let nobody = try Fixture.uuid("nobody")
                try expect(try reader.events(of: nobody, afterVersion: 0, limit: 9), is: [])
            }
        },
        Rule("a UUID's events are found without case") { store in
            let upper = "550E8400-E29B-41D4-A716-446655440000"
            try await store.create("a@example.com", uuid: upper)
            let uuid = try Fixture.uuid(upper.lowercased())
            let events = try store.read { try $0.events(of: uuid, afterVersion: 0, limit: 9) }
            try expect(events.map(\.uuid.value), is: [upper])
        },
        Rule("the log is read in pages by position") { store in
            for index in 0..<5 { try await store.create("\(index)@example.com") }
            try store.read { reader in
                func positions(after position: Int64, limit: Int) throws -> [Int64] {
                    try reader.events(afterPosition: position, limit: limit).map(\.position)
                }
                try expect(try positions(after: 0, limit: 3), is: [1, 2, 3])
                try expect(try positions(after: 3, limit: 3), is: [4, 5])
                try expect(try positions(after: 5, limit: 3), is: [])
                try expect(try positions(after: .max, limit: 3), is: [])
            }
        },
        Rule("an export that was the last event holds the time of the next one up") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            store.clock.advance(milliseconds: 5_000)
            try await store.export(user)
            store.clock.step(byMilliseconds: -4_000)
            try await store.erase(user)
            let times = try store.log().map(\.time.milliseconds)
            try expect(times[3], is: times[2], "the time of the erasure")
        },
    ]
}
