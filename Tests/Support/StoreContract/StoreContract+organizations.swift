import DirectoryDomain

extension StoreContract {
    static let organizations: [Rule] = [
        Rule("an organization is found by id, and listed the oldest first") { store in
            let first = try await store.createOrganization("Zeta")
            store.clock.advance(milliseconds: 1)
            let second = try await store.createOrganization("Alpha")
            try store.read { reader in
                try expect(try reader.organizations(), is: [first, second])
                try expect(try reader.organization(id: second.id), is: second)
                try expect(try reader.organization(id: "org_other"), is: nil)
                try expect(try reader.organization(id: ""), is: nil)
            }
            try expect(second.createdAt, is: store.clock.now)
        },
        Rule("an organization's name is taken once") { store in
            let first = try await store.createOrganization("One")
            try await expectRefusal(.alreadyExists(what: "an organization of this name")) {
                try await store.createOrganization("One")
            }
            try expect(try store.read { try $0.organizations() }, is: [first])
        },
        Rule("a name that is empty, too long or unprintable is refused") { store in
            for name in ["", " \t", String(repeating: "a", count: 201), "a\u{0}b", "a\nb"] {
                do {
                    _ = try await store.createOrganization(name)
                    try expect(false, "the name is refused")
                } catch CommandError.refused(.invalid(let field, _)) {
                    try expect(field, is: "name")
                }
            }
        },
        Rule("a new user becomes a member of the caller's organization") { store in
            let organization = try await store.createOrganization("One")
            let other = try await store.createOrganization("Two")
            let user = try await store.create("a@example.com", organizationID: organization.id)
            _ = try await store.findOrCreate("a@example.com", organizationID: other.id)
            try store.read { reader in
                let id = user.authyID
                try expect(try reader.isMember(authyID: id, of: organization.id), "a member")
                try expect(try !reader.isMember(authyID: id, of: other.id), "finding changes none")
                try expect(try !reader.isMember(authyID: id, of: ""), "of no organization")
                try expect(try !reader.isMember(authyID: 99, of: organization.id), "nobody")
            }
            try expect(try store.log().first?.organizationID, is: organization.id)
        },
        Rule("an organization that does not exist makes a user all the same, and no membership") {
            store in
            let user = try await store.create("a@example.com", organizationID: "org_gone")
            let isMember = try store.read { try $0.isMember(authyID: user.authyID, of: "org_gone") }
            try expect(!isMember, "no membership")
        },
        Rule("membership is given and taken, as often as you like") { store in
            let organization = try await store.createOrganization("One")
            let user = try await store.create("a@example.com")
            for member in [true, true, false, false, true] {
                try await store.setMembership(of: user, in: organization, member: member)
                let isMember = try store.read {
                    try $0.isMember(authyID: user.authyID, of: organization.id)
                }
                try expect(isMember, is: member, "membership")
            }
            try expect(try store.user(.uuid(user.uuid)), is: user)
        },
        Rule("membership needs an organization and a user that are there") { store in
            let organization = try await store.createOrganization("One")
            let user = try await store.create("a@example.com")
            let nobody = try Fixture.uuid("nobody")
            try await expectRefusal(.notFound) {
                try await store.run(
                    SetMembership(organizationID: "org_gone", uuid: user.uuid, member: true))
            }
            try await expectRefusal(.notFound) {
                try await store.run(
                    SetMembership(organizationID: organization.id, uuid: nobody, member: false))
            }
        },
    ]
}
