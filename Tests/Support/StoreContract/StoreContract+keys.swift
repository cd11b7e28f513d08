import DirectoryDomain

extension StoreContract {
    static let keys: [Rule] = [
        Rule("a key is found by id and by digest, with all of its record") { store in
            let organization = try await store.createOrganization("One")
            let expiry = store.clock.now.adding(milliseconds: 1_000)
            let key = try await store.issueKey(
                id: "k1", of: organization, scopes: [.phonesExport, .usersErase], digest: 1,
                expiresAt: expiry)
            let wanted = APIKey(
                id: "k1", organizationID: organization.id, scopes: [.phonesExport, .usersErase],
                digest: Fixture.digest(1), createdAt: store.clock.now, expiresAt: expiry)
            try expect(key, is: wanted)
            try store.read { reader in
                try expect(try reader.apiKey(id: "k1"), is: wanted)
                try expect(try reader.apiKey(digest: Fixture.digest(1)), is: wanted)
                try expect(try reader.apiKey(id: "k2"), is: nil)
                try expect(try reader.apiKey(digest: Fixture.digest(2)), is: nil)
            }
        },
        Rule("a key made without scopes gets the standard ones") { store in
            let organization = try await store.createOrganization("One")
            let key = try await store.issueKey(id: "k1", of: organization, digest: 1)
            try expect(key.scopes, is: Scope.standard)
            try expect(!key.scopes.contains(.phonesExport), "export is not open by default")
        },
        Rule("every scope is kept") { store in
            let organization = try await store.createOrganization("One")
            let all = Set(Scope.allCases)
            _ = try await store.issueKey(id: "k1", of: organization, scopes: all, digest: 1)
            try expect(try store.read { try $0.apiKey(id: "k1")?.scopes }, is: all)
        },
        Rule("keys are listed by organization, the oldest first; of all for no organization") {
            store in
            let one = try await store.createOrganization("One")
            let two = try await store.createOrganization("Two")
            var keys: [APIKey] = []
            for (index, organization) in [one, two, one].enumerated() {
                store.clock.advance(milliseconds: 1)
                keys.append(
                    try await store.issueKey(
                        id: "k\(9 - index)", of: organization, digest: UInt8(index)))
            }
            let made = keys
            try store.read { reader in
                try expect(try reader.apiKeys(of: ""), is: made)
                try expect(try reader.apiKeys(of: one.id), is: [made[0], made[2]])
                try expect(try reader.apiKeys(of: "org_gone"), is: [])
            }
        },
        Rule("a secret or an id belongs to one key for ever") { store in
            let organization = try await store.createOrganization("One")
            _ = try await store.issueKey(id: "k1", of: organization, digest: 1)
            _ = try await store.run(RevokeAPIKey(id: "k1"))
            let taken = Refusal.alreadyExists(what: "a key with this secret")
            try await expectRefusal(taken) {
                try await store.issueKey(id: "k2", of: organization, digest: 1)
            }
            try await expectRefusal(taken) {
                try await store.issueKey(id: "k1", of: organization, digest: 2)
            }
            try expect(try store.read { try $0.apiKeys(of: "") }.count, is: 1)
        },
        Rule("a key needs an organization that is there and an expiry that is ahead") { store in
            let organization = try await store.createOrganization("One")
            let gone = Organization(id: "org_gone", name: "Gone", createdAt: store.clock.now)
            try await expectRefusal(.notFound) {
                try await store.issueKey(id: "k1", of: gone, digest: 1)
            }
            try await expectRefusal(
                .invalid(field: "expires_at", reason: "must be in the future")
            ) {
                try await store.issueKey(
                    id: "k1", of: organization, digest: 1, expiresAt: store.clock.now)
            }
        },
        Rule("a revoked key says when, and that stays when it is revoked again") { store in
            let organization = try await store.createOrganization("One")
            _ = try await store.issueKey(id: "k1", of: organization, digest: 1)
            let moment = store.clock.now
            _ = try await store.run(RevokeAPIKey(id: "k1"))
            store.clock.advance(milliseconds: 1_000)
            let again = try await store.run(RevokeAPIKey(id: "k1"))
            try expect(again.revokedAt, is: moment)
            let read = try require(try store.read { try $0.apiKey(id: "k1") }, "key")
            try expect(read, is: again)
            try expect(!read.isLive(at: moment), "it is dead from that moment on")
        },
        Rule("an unknown key can't be revoked") { store in
            try await expectRefusal(.notFound) { try await store.run(RevokeAPIKey(id: "k1")) }
        },
        Rule("a key's last use is kept to the minute and never goes back") { store in
            let organization = try await store.createOrganization("One")
            let key = try await store.issueKey(id: "k1", of: organization, digest: 1)
            let minute = Timestamp(milliseconds: 1_705_314_600_000)
            let uses: [(Int64, Bool)] = [(59_999, true), (0, false), (60_000, true), (1, false)]
            for (offset, isWritten) in uses {
                let use = RecordKeyUse(id: "k1", usedAt: minute.adding(milliseconds: offset))
                try expect(try await store.run(use), is: isWritten, "written")
            }
            var wanted = key
            wanted.lastUsedAt = minute.adding(milliseconds: 60_000)
            try expect(try store.read { try $0.apiKey(id: "k1") }, is: wanted)
        },
        Rule("the use of a key that is gone is nobody's loss") { store in
            let use = RecordKeyUse(id: "k1", usedAt: store.clock.now)
            try expect(try await store.run(use), is: false, "written")
        },
    ]
}
