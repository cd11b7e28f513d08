import DirectoryDomain

extension StoreContract {
    static let creation: [Rule] = [
        Rule("a new address makes a user with all of its record") { store in
            let outcome = try await store.findOrCreate(" User@Example.com ", uuid: "u-1")
            let wanted = User(
                authyID: 1, uuid: try Fixture.uuid("u-1"), email: "User@Example.com",
                phoneNumber: nil, createdAt: store.clock.now, updatedAt: store.clock.now,
                version: 1)
            try expect(outcome, is: .init(user: wanted, created: true))
            for key in [UserKey.uuid(wanted.uuid), .authyID(1)] {
                try expect(try store.user(key), is: wanted)
            }
        },
        Rule("an address is matched trimmed and without case, and keeps its first spelling") {
            store in
            let user = try await store.create("First.Last+tag@Example.com")
            let again = try await store.findOrCreate("\tfirst.last+TAG@example.COM ")
            try expect(again, is: .init(user: user, created: false))
            let key = UserKey.email(try Fixture.email("FIRST.LAST+tag@example.com"))
            try expect(try store.user(key)?.email, is: "First.Last+tag@Example.com")
        },
        Rule("dots and tags make different addresses") { store in
            for address in ["ab@example.com", "a.b@example.com", "ab+c@example.com"] {
                try await store.create(address)
            }
            try expect(try store.read { try $0.totals().users }, is: 3)
        },
        Rule("a letter written in two ways makes two addresses") { store in
            try await store.create("\u{E9}@example.com")
            try await store.create("e\u{301}@example.com")
            try expect(try store.read { try $0.totals().users }, is: 2)
        },
        Rule("the first letter that is not ASCII is lower-cased too") { store in
            let user = try await store.create("\u{C9}va@example.com")
            try expect(
                try await store.findOrCreate("\u{E9}VA@example.com").user, is: user)
        },
        Rule("a user is made once for an address, with one event") { store in
            for _ in 0..<3 { _ = try await store.findOrCreate("a@example.com") }
            try expect(try store.log().map(\.event), is: [.created])
        },
        Rule("many callers at once make one user of one address, and get equal answers") { store in
            let outcomes = try await withThrowingTaskGroup(
                of: FindOrCreateUser.Outcome.self, returning: [FindOrCreateUser.Outcome].self
            ) { group in
                for index in 0..<200 {
                    let email = index.isMultiple(of: 2) ? "Same@example.com" : "same@EXAMPLE.com"
                    group.addTask { try await store.findOrCreate(email) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try expect(outcomes.count(where: \.created), is: 1, "the number of users created")
            try expect(Set(outcomes.map(\.user.uuid)).count, is: 1, "the number of uuids")
            try expect(Set(outcomes.map(\.user.email)).count, is: 1, "the number of spellings")
            try expect(try store.log().map(\.event), is: [.created])
        },
        Rule("a known address gets its user whatever uuid is asked for") { store in
            let user = try await store.create("a@example.com", uuid: "mine")
            try await store.create("b@example.com", uuid: "other")
            for uuid in ["mine", "other", "free"] {
                let outcome = try await store.findOrCreate("a@example.com", uuid: uuid)
                try expect(outcome, is: .init(user: user, created: false))
            }
        },
        Rule("a uuid that is taken makes no user") { store in
            try await store.create("a@example.com", uuid: "taken")
            try await expectRefusal(.uuidTaken) {
                try await store.findOrCreate("b@example.com", uuid: "taken")
            }
            try expect(try store.user(.email(Fixture.email("b@example.com"))), is: nil)
            try expect(try store.log().count, is: 1, "the number of events")
        },
        Rule("what parses as a UUID is matched without case, anything else with it") { store in
            let upper = "550E8400-E29B-41D4-A716-446655440000"
            let user = try await store.create("a@example.com", uuid: upper)
            try expect(user.uuid.value, is: upper)
            let found = try store.user(.uuid(Fixture.uuid(upper.lowercased())))
            try expect(found?.uuid.value, is: upper)
            try await expectRefusal(.uuidTaken) {
                try await store.findOrCreate("b@example.com", uuid: upper.lowercased())
            }
            try await store.create("c@example.com", uuid: "Name")
            try await store.create("d@example.com", uuid: "name")
        },
        Rule("find only creates nobody") { store in
            try await expectRefusal(.notFound) {
                try await store.findOrCreate("a@example.com", findOnly: true)
            }
            try expect(try store.read { try $0.totals() }, is: .init(users: 0, lastPosition: 0))
            let user = try await store.create("a@example.com")
            let found = try await store.findOrCreate("a@example.com", findOnly: true)
            try expect(found, is: .init(user: user, created: false))
        },
        Rule("authy ids count from one and a refused creation spends none") { store in
            try await store.create("a@example.com", uuid: "taken")
            _ = try? await store.findOrCreate("b@example.com", uuid: "taken")
            try expect(try await store.create("c@example.com").authyID, is: 2)
        },
        Rule("nobody is found by what nobody has") { store in
            try await store.create("a@example.com", phoneNumber: "+15551234567")
            let keys: [UserKey] = [
                .uuid(try Fixture.uuid("nobody")), .email(try Fixture.email("b@example.com")),
                .phoneNumber(try Fixture.number("+15551234568")),
                .canonicalPhoneNumber("+15551234568"), .authyID(2), .authyID(0), .authyID(-1),
                .authyID(.max), .authyID(.min),
            ]
            for key in keys { try expect(try store.user(key), is: nil, "the user of \(key)") }
        },
    ]
}
