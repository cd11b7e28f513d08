import DirectoryDomain

extension StoreContract {
    static let erasure: [Rule] = [
        Rule("an erased user is found by uuid and authy id, with nothing personal left") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            store.clock.advance(milliseconds: 1_000)
            try expect(try await store.erase(user), is: .init(version: 3))
            let wanted = User(
                authyID: user.authyID, uuid: user.uuid, email: "", phoneNumber: nil,
                createdAt: user.createdAt, updatedAt: store.clock.now, version: 3, isErased: true)
            try expect(try store.user(.uuid(user.uuid)), is: wanted)
            try expect(try store.user(.authyID(user.authyID)), is: wanted)
            let number = try Fixture.number("+15551234567")
            try expect(try store.user(.email(Fixture.email("a@example.com"))), is: nil)
            try expect(try store.user(.phoneNumber(number)), is: nil)
            try expect(try store.user(.canonicalPhoneNumber(number.value)), is: nil)
            try expect(try store.read { try $0.holder(of: number, preferring: "") }, is: nil)
            try expect(try store.log().last?.event, is: .erased)
            try expect(try store.read { try $0.totals().users }, is: 0)
        },
        Rule("an erased user can't be changed, exported or erased again") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            try await store.erase(user)
            try await expectRefusal(.notFound) { try await store.set("+15551234567", of: user) }
            try await expectRefusal(.notFound) { try await store.removeNumber(of: user) }
            try await expectRefusal(.notFound) { try await store.export(user) }
            try await expectRefusal(.notFound) { try await store.erase(user) }
            try expect(try store.log().count, is: 3, "the number of events")
        },
        Rule("nobody can't be erased") { store in
            let uuid = try Fixture.uuid("nobody")
            try await expectRefusal(.notFound) { try await store.run(EraseUser(uuid: uuid)) }
        },
        Rule("an erased user's address is free, the uuid and the authy id are not") { store in
            let user = try await store.create("a@example.com", uuid: "once")
            try await store.erase(user)
            try await expectRefusal(.uuidTaken) {
                try await store.findOrCreate("a@example.com", uuid: "once")
            }
            let next = try await store.create("A@example.com", uuid: "twice")
            try expect(next.authyID, is: user.authyID + 1)
            try expect(next.email, is: "A@example.com")
        },
        Rule("two users may be erased") { store in
            for address in ["a@example.com", "b@example.com"] {
                try await store.erase(try await store.create(address))
            }
            try expect(try store.read { try $0.totals() }, is: .init(users: 0, lastPosition: 4))
            try expect(try store.store.verify().problems, is: [])
        },
        Rule("an erased user is no member any more, and can't become one") { store in
            let organization = try await store.createOrganization("One")
            let user = try await store.create("a@example.com", organizationID: organization.id)
            try await store.erase(user)
            let isMember = try store.read {
                try $0.isMember(authyID: user.authyID, of: organization.id)
            }
            try expect(!isMember, "the membership is gone")
            try await expectRefusal(.notFound) {
                try await store.setMembership(of: user, in: organization)
            }
        },
        Rule("an erased user's events stay") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            try await store.erase(user)
            let events = try store.read {
                try $0.events(of: user.uuid, afterVersion: 0, limit: 10)
            }
            try expect(
                events.map(\.event),
                is: [.created, .phoneNumberSet(masked: "***4567"), .erased])
        },
    ]
}
