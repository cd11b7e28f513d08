import DirectoryDomain

extension StoreContract {
    static let transactions: [Rule] = [
        Rule("a refused command leaves nothing, whatever it had done before") { store in
            let organization = try await store.createOrganization("One")
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            let key = try await store.issueKey(id: "k1", of: organization, digest: 1)
            let log = try store.log()
            try await expectRefusal(.versionConflict) {
                try await store.run(doEverythingThenRefuse(user, key))
            }
            try store.read { reader in
                try expect(try reader.user(.authyID(user.authyID)), is: user)
                try expect(try reader.user(.authyID(user.authyID + 1)), is: nil)
                try expect(try reader.user(.email(Fixture.email("new@example.com"))), is: nil)
                try expect(
                    try reader.user(.phoneNumber(Fixture.number("+15551234567"))), is: user)
                try expect(try reader.organizations(), is: [organization])
                try expect(try reader.apiKeys(of: ""), is: [key])
                let isMember = try reader.isMember(authyID: user.authyID, of: organization.id)
                try expect(!isMember, "no membership is left")
                try expect(try reader.totals(), is: .init(users: 1, lastPosition: 2))
            }
            try expect(try store.log(), is: log)
            try expect(try store.store.verify().problems, is: [])
            // What comes next takes the places that were given back.
            try expect(try await store.create("new@example.com").authyID, is: user.authyID + 1)
            try expect(try store.log().last?.position, is: 3)
        },
        Rule("a refused command takes nothing from the commands beside it") { store in
            try await store.create("taken@example.com", uuid: "taken")
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<50 {
                    let isRefused = index.isMultiple(of: 2)
                    group.addTask {
                        _ = try? await store.findOrCreate(
                            "\(index)@example.com", uuid: isRefused ? "taken" : "u\(index)")
                    }
                }
            }
            try expect(try store.read { try $0.totals() }, is: .init(users: 26, lastPosition: 26))
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("a transaction reads what it has written") { store in
            let organization = try await store.createOrganization("One")
            let email = try Fixture.email("a@example.com")
            let uuid = try Fixture.uuid("u")
            try await store.run(
                PlantedCommand { transaction, context in
                    var user = try transaction.insertUser(uuid: uuid, email: email, at: context.now)
                    let created = try transaction.append(
                        .created, to: uuid, version: 1, context: context)
                    try expect(try transaction.user(.email(email)), is: user)
                    let read = try transaction.events(of: uuid, afterVersion: 0, limit: 1)
                    try expect(read, is: [created])
                    let number = try Fixture.number("+15551234567")
                    let set = try transaction.append(
                        .phoneNumberSet(masked: number.masked), to: uuid, version: 2,
                        context: context)
                    user.phoneNumber = number
                    user.version = 2
                    try transaction.update(user, phoneNumberPosition: set.position)
                    try expect(try transaction.user(.phoneNumber(number)), is: user)
                    try transaction.setMembership(
                        authyID: user.authyID, organizationID: organization.id, member: true)
                    let holder = try transaction.holder(of: number, preferring: organization.id)
                    try expect(holder, is: user)
                    try expect(try transaction.totals(), is: .init(users: 1, lastPosition: 2))
                })
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("a second claim of a uuid or an address is refused by the store itself") { store in
            try await store.create("a@example.com", uuid: "taken")
            for (uuid, email) in [("taken", "b@example.com"), ("free", "A@example.com")] {
                let command = PlantedCommand { transaction, context in
                    try transaction.insertUser(
                        uuid: Fixture.uuid(uuid), email: Fixture.email(email), at: context.now)
                }
                let outcome = try? await store.run(command)
                try expect(outcome == nil, "there is no second claim")
            }
            try expect(try store.read { try $0.totals().users }, is: 1)
        },
        Rule("a version that does not follow the last is refused by the store itself") { store in
            let user = try await store.create("a@example.com")
            for version in [Int64(1), 3, 0] {
                let command = PlantedCommand { transaction, context in
                    try transaction.append(
                        .phoneNumberRemoved, to: user.uuid, version: version, context: context)
                }
                let outcome = try? await store.run(command)
                try expect(outcome == nil, "version \(version) is refused")
            }
            try expect(try store.log().count, is: 1, "the number of events")
        },
        Rule("a reader that was there before reads every write that was acknowledged") { store in
            let box = ReaderBox(try store.store.makeReader())
            for index in 0..<20 {
                let user = try await store.create("\(index)@example.com")
                try expect(try box.reader.user(.uuid(user.uuid)), is: user)
                if index.isMultiple(of: 3) { box.reader.endBatch() }
            }
        },
        Rule("a command whose deadline has passed is never executed") { store in
            let command = PlantedCommand { transaction, context in
                try transaction.insert(
                    Organization(id: "org_x", name: "X", createdAt: context.now))
            }
            let now = store.clock.monotonicNanoseconds
            try await expectError(.expired) {
                try await store.run(command, deadlineNanoseconds: now)
            }
            try expect(try store.read { try $0.organizations() }, is: [])
            try await store.run(command, deadlineNanoseconds: now + 1)
            try expect(try store.read { try $0.organizations() }.count, is: 1)
        },
        Rule("a closed store refuses") { store in
            store.store.close()
            try await expectError(.failed(.closing)) {
                try await store.findOrCreate("a@example.com")
            }
        },
    ]

    private static func doEverythingThenRefuse(
        _ user: User, _ key: APIKey
    ) -> PlantedCommand<Void> {
        PlantedCommand { transaction, context in
            let uuid = try Fixture.uuid("new")
            let new = try transaction.insertUser(
                uuid: uuid, email: Fixture.email("new@example.com"), at: context.now)
            _ = try transaction.append(.created, to: uuid, version: 1, context: context)
            try transaction.setMembership(
                authyID: new.authyID, organizationID: key.organizationID, member: true)
            try transaction.setMembership(
                authyID: user.authyID, organizationID: key.organizationID, member: true)
            var changed = user
            changed.phoneNumber = nil
            changed.version = 3
            _ = try transaction.append(
                .phoneNumberRemoved, to: user.uuid, version: 3, context: context)
            try transaction.update(changed, phoneNumberPosition: nil)
            try transaction.insert(
                Organization(id: "org_x", name: "X", createdAt: context.now))
            var revoked = key
            revoked.revokedAt = context.now
            try transaction.update(revoked)
            throw Refusal.versionConflict
        }
    }
}

/// Carries one reader through a test that runs step by step.
private final class ReaderBox {
    let reader: any DirectoryReader

    init(_ reader: any DirectoryReader) { self.reader = reader }
}
