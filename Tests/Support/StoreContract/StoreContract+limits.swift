import DirectoryDomain

extension StoreContract {
    static let limits: [Rule] = [
        Rule("a key's budget is kept, and set anew") { store in
            let organization = try await store.createOrganization("One")
            let budget = LookUpBudget(requestsPerMinute: 60, distinctPerDay: 500)
            _ = try await store.run(
                IssueAPIKey(
                    id: "k1", organizationID: organization.id, scopes: [],
                    digest: Fixture.digest(1), budget: budget))
            try expect(try store.read { try $0.apiKey(id: "k1")?.budget }, is: budget)
            let other = LookUpBudget(distinctPerDay: 7)
            _ = try await store.run(LimitAPIKey(id: "k1", budget: other))
            try expect(try store.read { try $0.apiKey(id: "k1")?.budget }, is: other)
            _ = try await store.run(RecordKeyUse(id: "k1", usedAt: store.clock.now))
            try expect(try store.read { try $0.apiKey(id: "k1")?.budget }, is: other)
            try await expectRefusal(.notFound) {
                try await store.run(LimitAPIKey(id: "k2", budget: other))
            }
        },
        Rule("a key says its organization's visibility, as it is now") { store in
            let made = try await store.run(
                CreateOrganization(id: Fixture.organizationID(), name: "One", visibility: .isolated)
            )
            try expect(made.visibility, is: .isolated)
            _ = try await store.issueKey(id: "k1", of: made, digest: 1)
            try expect(try store.read { try $0.apiKey(id: "k1")?.visibility }, is: .isolated)
            let set = try await store.run(
                SetOrganizationVisibility(organizationID: made.id, visibility: .shared))
            try expect(set.visibility, is: .shared)
            try store.read { reader in
                try expect(try reader.apiKey(digest: Fixture.digest(1))?.visibility, is: .shared)
                try expect(try reader.organizations().map(\.visibility), is: [.shared])
            }
            try await expectRefusal(.notFound) {
                try await store.run(
                    SetOrganizationVisibility(organizationID: "org_none", visibility: .shared))
            }
        },
        Rule("what a key looked up adds up in a day, and goes with the next") { store in
            let organization = try await store.createOrganization("One")
            _ = try await store.issueKey(id: "k1", of: organization, digest: 1)
            _ = try await store.issueKey(id: "k2", of: organization, digest: 2)
            let start = store.clock.now
            try await store.record("k1", day(start, secret: 1, [1, .max]))
            try await store.record("k1", day(start, secret: 1, [.max, 3]))
            try await store.record("k2", day(start, secret: 2, [9]))
            let kept = try store.read { try $0.lookUps(ofKey: "k1") }.day
            try expect(kept.map { Set($0.hashes) }, is: [1, .max, 3])
            try expect(kept?.startedAt, is: start)
            try expect(kept?.secret, is: secret(1))
            try await store.record("k1", day(start.adding(milliseconds: 1), secret: 3, [4]))
            let next = try store.read { try $0.lookUps(ofKey: "k1") }.day
            try expect(next, is: day(start.adding(milliseconds: 1), secret: 3, [4]))
            try expect(try store.read { try $0.lookUps(ofKey: "k2").day?.hashes }, is: [9])
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("a day that is over is forgotten, secret and all, once any key is used") { store in
            let organization = try await store.createOrganization("One")
            _ = try await store.issueKey(id: "k1", of: organization, digest: 1)
            _ = try await store.issueKey(id: "k2", of: organization, digest: 2)
            try await store.record("k1", day(store.clock.now, secret: 1, [1, 2]))
            store.clock.advance(milliseconds: LookUpUse.dayMilliseconds - 1)
            _ = try await store.run(RecordKeyUse(id: "k2", usedAt: store.clock.now))
            try expect(try store.read { try $0.lookUps(ofKey: "k1").day?.hashes.count }, is: 2)
            store.clock.advance(milliseconds: 60_000)
            _ = try await store.run(RecordKeyUse(id: "k2", usedAt: store.clock.now))
            try expect(try store.read { try $0.lookUps(ofKey: "k1") }, is: StoredLookUps())
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("requests are kept until they were used more than a minute ago") { store in
            let organization = try await store.createOrganization("One")
            _ = try await store.issueKey(id: "k1", of: organization, digest: 1)
            let start = store.clock.now
            func record(_ second: Int64, isAhead: Bool) async throws -> [Int64] {
                try await store.run(
                    RecordLookUps(
                        keyID: "k1", day: nil,
                        requests: .init(
                            at: start.adding(milliseconds: second * 1_000), count: second,
                            isAhead: isAhead)))
                return try store.read { try $0.lookUps(ofKey: "k1").requests.map(\.count) }
            }
            _ = try await record(1, isAhead: true)
            try expect(try await record(2, isAhead: false), is: [1, 2])
            try expect(try await record(30, isAhead: true), is: [1, 2, 30])
            // What was recorded first was used up to second 30.
            try expect(try await record(89, isAhead: false), is: [1, 2, 30, 89])
            try expect(try await record(90, isAhead: true), is: [30, 89, 90])
            try expect(
                try store.read { try $0.lookUps(ofKey: "k1").requests.map(\.isAhead) },
                is: [true, false, true])
            try expect(try store.read { try $0.lookUps(ofKey: "none") }, is: StoredLookUps())
        },
    ]

    private static func secret(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    private static func day(
        _ start: Timestamp, secret byte: UInt8, _ hashes: [UInt64]
    ) -> StoredLookUps.Day {
        StoredLookUps.Day(startedAt: start, secret: secret(byte), hashes: hashes)
    }
}

extension StoreHarness {
    fileprivate func record(_ keyID: String, _ day: StoredLookUps.Day) async throws {
        try await run(RecordLookUps(keyID: keyID, day: day, requests: nil))
    }
}
