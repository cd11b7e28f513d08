import DirectoryDomain

extension StoreContract {
    static let imports: [Rule] = importing + importingAgain + exporting

    private static let importing: [Rule] = [
        Rule("an imported user keeps ids, times and memberships, and has events of that time") {
            store in
            let organization = try await store.createOrganization("One")
            let record = try Fixture.imported(
                1, "a@example.com", uuid: "a", phoneNumber: "+1 555 123 4567", createdAt: 1_000,
                updatedAt: 2_000, authyID: 40, organizationIDs: [organization.id])
            let outcome = try await store.run(ImportUsers(users: [record]))
            try expect(outcome.created, is: 1, "the number of users made")
            let user = try require(try store.user(.authyID(40)), "the user")
            try expect(
                user,
                is: User(
                    authyID: 40, uuid: try Fixture.uuid("a"), email: "a@example.com",
                    phoneNumber: try Fixture.number("+1 555 123 4567"),
                    createdAt: Timestamp(milliseconds: 1_000),
                    updatedAt: Timestamp(milliseconds: 2_000), version: 2))
            let isMember = try store.read {
                try $0.isMember(authyID: 40, of: organization.id)
            }
            try expect(isMember, "the membership is there")
            let events = try store.read {
                try $0.events(of: user.uuid, afterVersion: 0, limit: 10)
            }
            try expect(events.map(\.event), is: [.created, .phoneNumberSet(masked: "***4567")])
            try expect(events.map(\.time.milliseconds), is: [1_000, 2_000])
            try expect(try store.user(.canonicalPhoneNumber("+15551234567")), is: user)
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("the next authy id is above the highest that was imported") { store in
            let record = try Fixture.imported(1, "a@example.com", uuid: "a", authyID: 1_000)
            _ = try await store.run(ImportUsers(users: [record]))
            try expect(try await store.create("b@example.com").authyID, is: 1_001)
        },
        Rule("a record without ids and times gets those of a new user") { store in
            let record = try Fixture.imported(1, "a@example.com")
            _ = try await store.run(ImportUsers(users: [record]))
            let user = try require(
                try store.user(.email(Fixture.email("a@example.com"))), "the user")
            try expect(user.authyID, is: 1)
            try expect(user.uuid, is: record.freshUUID)
            try expect(user.createdAt, is: store.clock.now)
            try expect(user.version, is: 1)
        },
        Rule("a record changed since its creation that has no number had one once") { store in
            let record = try Fixture.imported(
                1, "a@example.com", uuid: "a", createdAt: 1_000, updatedAt: 3_000)
            _ = try await store.run(ImportUsers(users: [record]))
            try expect(try store.log().map(\.event), is: [.created, .phoneNumberRemoved])
            try expect(try store.user(.authyID(1))?.updatedAt.milliseconds, is: 3_000)
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("an imported user goes on as any other") { store in
            let record = try Fixture.imported(
                1, "a@example.com", uuid: "a", phoneNumber: "+15551234567", createdAt: 1_000)
            _ = try await store.run(ImportUsers(users: [record]))
            let user = try require(try store.user(.authyID(1)), "the user")
            try await store.set("+15557654321", of: user, expectedVersion: 2)
            try await store.export(user)
            try await store.erase(user)
            try expect(
                try store.read { try $0.events(of: user.uuid, afterVersion: 0, limit: 10) }
                    .map(\.version), is: [1, 2, 3, 4, 5])
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("an import makes the organizations that come with it, once") { store in
            let organization = Organization(
                id: Fixture.organizationID().value, name: "Brought",
                createdAt: Timestamp(milliseconds: 5))
            let record = try Fixture.imported(
                1, "a@example.com", uuid: "a", organizationIDs: [organization.id])
            let command = ImportUsers(organizations: [organization], users: [record])
            try expect(try await store.run(command).created, is: 1)
            try expect(try await store.run(command).unchanged, is: 1)
            try expect(try store.read { try $0.organizations() }, is: [organization])
        },
    ]

    private static let importingAgain: [Rule] = [
        Rule("importing again changes nothing") { store in
            let records = try (1...50).map { number in
                try Fixture.imported(
                    Int64(number), "u\(number)@example.com",
                    uuid: number % 2 == 0 ? "u\(number)" : nil, phoneNumber: "+1555000\(number)")
            }
            try expect(try await store.run(ImportUsers(users: records)).created, is: 50)
            let before = try store.log()
            let again = try await store.run(ImportUsers(users: records))
            try expect(again.unchanged, is: 50)
            try expect(again.rejections, is: [])
            try expect(try store.log(), is: before, "the log")
        },
        Rule("a record that claims what is another's is left out alone, and named by number") {
            store in
            let user = try await store.create("a@example.com", uuid: "a")
            let erased = try await store.create("gone@example.com", uuid: "gone")
            try await store.erase(erased)
            let records = try [
                Fixture.imported(7, "other@example.com", uuid: "a"),
                Fixture.imported(8, "A@example.com", uuid: "other"),
                Fixture.imported(9, "b@example.com", uuid: "b", authyID: user.authyID),
                Fixture.imported(10, "a@example.com", uuid: "a", authyID: 99),
                Fixture.imported(11, "new@example.com", uuid: "gone"),
                Fixture.imported(12, "c@example.com", uuid: "c", organizationIDs: ["org_no"]),
                Fixture.imported(13, "d@example.com", uuid: "d"),
                Fixture.imported(14, "d@example.com", uuid: "e"),
            ]
            let outcome = try await store.run(ImportUsers(users: records))
            try expect(outcome.created, is: 1)
            try expect(
                outcome.rejections.map { "\($0.number) \($0.reason)" },
                is: [
                    "7 uuid: belongs to another user", "8 email: belongs to another user",
                    "9 authy_id: belongs to another user", "10 authy_id: the user has another",
                    "11 uuid: belongs to an erased user",
                    "12 organization_ids: no such organization",
                    "14 email: belongs to another user",
                ])
            try expect(try store.user(.uuid(Fixture.uuid("other"))), is: nil)
            try expect(
                try await store.create("next@example.com").authyID, is: erased.authyID + 2,
                "the next authy id")
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("of two records of one address in an import the first is taken") { store in
            let records = try [
                Fixture.imported(1, "a@example.com"), Fixture.imported(2, " A@Example.com"),
            ]
            let outcome = try await store.run(ImportUsers(users: records))
            try expect(outcome.created, is: 1)
            try expect(outcome.unchanged, is: 1)
        },
    ]

    private static let exporting: [Rule] = [
        Rule("users are listed by authy id, page by page, with their organizations") { store in
            let one = try await store.createOrganization("One")
            let two = try await store.createOrganization("Two")
            var users: [User] = []
            for name in ["a", "b", "c", "d"] {
                users.append(try await store.create("\(name)@example.com"))
            }
            try await store.setMembership(of: users[0], in: two)
            try await store.setMembership(of: users[0], in: one)
            try await store.setMembership(of: users[3], in: two)
            try await store.erase(users[1])
            let first = try store.read { try $0.users(afterAuthyID: 0, limit: 2) }
            try expect(first.map(\.user.authyID), is: [1, 3])
            try expect(first.map(\.organizationIDs), is: [[one.id, two.id], []])
            let second = try store.read { try $0.users(afterAuthyID: 3, limit: 2) }
            try expect(
                second, is: [ExportedUser(user: users[3], organizationIDs: [two.id])])
            try expect(try store.read { try $0.users(afterAuthyID: 4, limit: 2) }, is: [])
        },
        Rule("whoever observes commits hears of each that changed something, and no other") {
            store in
            let count = CommitCount()
            store.store.observeCommits { count.add() }
            try await store.create("a@example.com")
            try expect(count.value, is: 1)
            _ = try await store.findOrCreate("a@example.com")
            try expect(count.value, is: 1)
        },
    ]
}
