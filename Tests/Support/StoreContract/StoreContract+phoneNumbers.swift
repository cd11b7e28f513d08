import DirectoryDomain

extension StoreContract {
    static let phoneNumbers: [Rule] = [
        Rule("setting a number raises the version, records its mask and keeps it as given") {
            store in
            let user = try await store.create("a@example.com")
            store.clock.advance(milliseconds: 1_500)
            let outcome = try await store.set("+1-555-0123", of: user)
            try expect(outcome.uuid, is: user.uuid)
            try expect(outcome.version, is: 2)
            try expect(outcome.event?.event, is: .phoneNumberSet(masked: "***0123"))
            try expect(outcome.event?.time, is: store.clock.now)
            let read = try store.user(.uuid(user.uuid))
            try expect(read?.phoneNumber?.value, is: "+1-555-0123")
            try expect(read?.version, is: 2)
            try expect(read?.createdAt, is: user.createdAt)
            try expect(read?.updatedAt, is: store.clock.now)
        },
        Rule("the same number again changes nothing") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            store.clock.advance(milliseconds: 1_000)
            let outcome = try await store.set("+15551234567", of: user)
            try expect(outcome, is: .init(uuid: user.uuid, version: 2, event: nil))
            try expect(try store.user(.uuid(user.uuid)), is: user)
            try expect(try store.log().count, is: 2, "the number of events")
        },
        Rule("another spelling of the same number is a change") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            try expect(try await store.set("+1 555 123 4567", of: user).version, is: 3)
            try expect(
                try store.user(.phoneNumber(Fixture.number("+15551234567"))), is: nil)
        },
        Rule("removing a number removes it from every look-up") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            store.clock.advance(milliseconds: 10)
            let outcome = try await store.removeNumber(of: user)
            try expect(outcome.event?.event, is: .phoneNumberRemoved)
            try expect(outcome.version, is: 3)
            let number = try Fixture.number("+15551234567")
            try expect(try store.user(.phoneNumber(number)), is: nil)
            try expect(try store.user(.canonicalPhoneNumber(number.value)), is: nil)
            try expect(try store.read { try $0.holder(of: number, preferring: "") }, is: nil)
            let read = try store.user(.uuid(user.uuid))
            try expect(read?.phoneNumber, is: nil)
            try expect(read?.updatedAt, is: store.clock.now)
        },
        Rule("removing none changes nothing") { store in
            let user = try await store.create("a@example.com")
            let outcome = try await store.removeNumber(of: user)
            try expect(outcome, is: .init(uuid: user.uuid, version: 1, event: nil))
        },
        Rule("a number of an unknown user can't be changed") { store in
            let uuid = try Fixture.uuid("nobody")
            let number = try Fixture.number("1")
            for change in [PhoneNumberChange.set(number), .remove] {
                try await expectRefusal(.notFound) {
                    try await store.run(UpdatePhoneNumber(uuid: uuid, change: change))
                }
            }
        },
        Rule("an expected version that is not the present one refuses, even for no change") {
            store in
            let user = try await store.create("a@example.com", phoneNumber: "+15551234567")
            for (number, version) in [("+15551234567", Int64(1)), ("2", 3), ("2", -1)] {
                try await expectRefusal(.versionConflict) {
                    try await store.set(number, of: user, expectedVersion: version)
                }
            }
            try expect(try await store.set("2", of: user, expectedVersion: 2).version, is: 3)
        },
        Rule("of several holders the latest to have set the number is found") { store in
            let first = try await store.create("a@example.com", phoneNumber: "+15551234567")
            let second = try await store.create("b@example.com", phoneNumber: "+15551234567")
            let number = try Fixture.number("+15551234567")
            try expect(try store.user(.phoneNumber(number))?.uuid, is: second.uuid)
            // Setting it again is no change, so the order stays.
            try await store.set("+15551234567", of: first)
            try expect(try store.user(.phoneNumber(number))?.uuid, is: second.uuid)
            // Removed and set, it is the latest.
            try await store.removeNumber(of: first)
            try await store.set("+15551234567", of: first)
            try expect(try store.user(.phoneNumber(number))?.uuid, is: first.uuid)
            try expect(
                try store.user(.canonicalPhoneNumber("+15551234567"))?.uuid, is: first.uuid)
            try await store.removeNumber(of: first)
            try expect(try store.user(.phoneNumber(number))?.uuid, is: second.uuid)
        },
        Rule("an exact look-up sees spellings, a canonical one does not") { store in
            let user = try await store.create("a@example.com", phoneNumber: "+1 (555) 123-4567")
            try expect(try store.user(.phoneNumber(Fixture.number("+15551234567"))), is: nil)
            try expect(try store.user(.canonicalPhoneNumber("+15551234567")), is: user)
            for spelling in ["001 555 123 4567", "+1.555.123.4567"] {
                let number = try Fixture.number(spelling)
                try expect(try store.read { try $0.holder(of: number, preferring: "") }, is: user)
            }
        },
        Rule("a number without a canonical form is matched exactly") { store in
            let user = try await store.create("a@example.com", phoneNumber: "ext. 12")
            let number = try Fixture.number("ext. 12")
            try expect(try store.user(.phoneNumber(number)), is: user)
            try expect(try store.read { try $0.holder(of: number, preferring: "") }, is: user)
            let other = try Fixture.number("ext 12")
            try expect(try store.read { try $0.holder(of: other, preferring: "") }, is: nil)
        },
        Rule("a holder in the organization comes before a later one outside") { store in
            let organization = try await store.createOrganization("One")
            let number = try Fixture.number("+15551234567")
            let inside = try await store.create("a@example.com", phoneNumber: number.value)
            let outside = try await store.create("b@example.com", phoneNumber: "+1 555 123 4567")
            try await store.setMembership(of: inside, in: organization)
            try store.read { reader in
                let preferred = try reader.holder(of: number, preferring: organization.id)
                try expect(preferred, is: inside)
                try expect(try reader.holder(of: number, preferring: ""), is: outside)
                try expect(try reader.holder(of: number, preferring: "org_other"), is: outside)
            }
        },
        Rule("a letter written in two ways makes two numbers") { store in
            let user = try await store.create("a@example.com", phoneNumber: "\u{E9}")
            try expect(try await store.set("e\u{301}", of: user).version, is: 3)
            try expect(try store.user(.phoneNumber(Fixture.number("\u{E9}"))), is: nil)
        },
    ]
}
