import DirectoryDomain

extension StoreContract {
    static let members: [Rule] = [
        Rule("a member is found by every kind of key; nobody else is, nor is who was erased") {
            store in
            let own = try await store.createOrganization("Own")
            let other = try await store.createOrganization("Other")
            let member = try await store.create(
                "m@example.com", phoneNumber: "+1 555-0100", organizationID: own.id)
            let foreign = try await store.create(
                "f@example.com", phoneNumber: "call me", organizationID: other.id)
            let nobodys = try await store.create("n@example.com", phoneNumber: "+15550199")
            try store.read { reader in
                for key in member.keys {
                    try expect(try reader.member(key, of: own.id), is: member)
                    try expect(try reader.member(key, of: other.id), is: nil)
                    try expect(try reader.member(key, of: "org_none"), is: nil)
                }
                for key in foreign.keys + nobodys.keys {
                    try expect(try reader.member(key, of: own.id), is: nil)
                }
                try expect(
                    try reader.member(.phoneNumber(Fixture.number("call me")), of: other.id),
                    is: foreign)
            }
            try await store.erase(member)
            try store.read { reader in
                try expect(try reader.member(.uuid(member.uuid), of: own.id), is: nil)
                try expect(try reader.member(.authyID(member.authyID), of: own.id), is: nil)
            }
        },
        Rule("of a number's holders the latest member is found, whoever set it later") { store in
            let own = try await store.createOrganization("Own")
            let spellings = ["+1 555-0100", "+15550100", "+1 555-0100"]
            var users: [User] = []
            for (index, spelling) in spellings.enumerated() {
                users.append(
                    try await store.create(
                        "\(index)@example.com", phoneNumber: spelling, organizationID: own.id))
            }
            for index in 0..<6 {
                try await store.create("late\(index)@example.com", phoneNumber: "+1 555-0100")
            }
            let key = UserKey.canonicalPhoneNumber("+15550100")
            let made = users
            try store.read { reader in
                try expect(try reader.member(key, of: own.id), is: made[2])
                try expect(
                    try reader.member(.phoneNumber(Fixture.number("+15550100")), of: own.id),
                    is: made[1])
            }
            try await store.setMembership(of: made[2], in: own, member: false)
            try store.read { reader in
                try expect(try reader.member(key, of: own.id), is: made[1])
                try expect(
                    try reader.member(.phoneNumber(Fixture.number("+1 555-0100")), of: own.id),
                    is: made[0])
            }
        },
        Rule("for an isolated organization an address of a foreign user is taken, not found") {
            store in
            let own = try await store.createOrganization("Own")
            let foreign = try await store.create("f@example.com")
            func find(findOnly: Bool) async throws -> FindOrCreateUser.Outcome {
                try await store.run(
                    FindOrCreateUser(
                        email: try Fixture.email("F@example.com"), requestedUUID: nil,
                        freshUUID: Fixture.freshUUID(), findOnly: findOnly, isIsolated: true),
                    organizationID: own.id)
            }
            try await expectRefusal(.uuidTaken) { try await find(findOnly: false) }
            try await expectRefusal(.notFound) { try await find(findOnly: true) }
            try expect(try store.log().count, is: 1)
            try await store.setMembership(of: foreign, in: own)
            try expect(try await find(findOnly: false).user, is: foreign)
        },
    ]
}
