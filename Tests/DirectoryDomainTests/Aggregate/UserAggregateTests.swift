import DirectoryDomain
import TestSupport
import Testing

struct UserAggregateTests {
    private let now = Timestamp(milliseconds: 1_000)

    private func aggregate(_ events: UserEvent...) throws -> UserAggregate {
        var aggregate = UserAggregate(uuid: try Fixture.uuid("u"))
        for (index, event) in events.enumerated() {
            aggregate.apply(event, at: Timestamp(milliseconds: Int64(index) * 10))
        }
        return aggregate
    }

    @Test("a user is created once")
    func created() throws {
        #expect(try aggregate().decide(.create, at: now) == [.created])
        #expect(throws: Refusal.uuidTaken) { try aggregate(.created).decide(.create, at: now) }
    }

    @Test("before the creation and after the erasure there is nobody to change")
    func nobody() throws {
        let number = try Fixture.number("+14445556666")
        let intents: [UserAggregate.Intent] = [
            .changePhoneNumber(.set(number), present: nil, expectedVersion: 7),
            .changePhoneNumber(.remove, present: nil, expectedVersion: 0),
            .exportPhoneNumber(present: number, earlier: []), .erase,
        ]
        for nobody in [try aggregate(), try aggregate(.created, .erased)] {
            for intent in intents {
                #expect(throws: Refusal.notFound) { try nobody.decide(intent, at: now) }
            }
        }
    }

    @Test("a number is set, replaced and removed, and the same again is nothing")
    func change() throws {
        let user = try aggregate(.created)
        let one = try Fixture.number("+15551234567")
        let two = try Fixture.number("12")
        func decide(_ change: PhoneNumberChange, _ present: PhoneNumber?) throws -> [UserEvent] {
            try user.decide(
                .changePhoneNumber(change, present: present, expectedVersion: 1), at: now)
        }
        #expect(try decide(.set(one), nil) == [.phoneNumberSet(masked: "***4567")])
        #expect(try decide(.set(two), one) == [.phoneNumberSet(masked: "***")])
        #expect(try decide(.set(one), one) == [])
        #expect(try decide(.remove, one) == [.phoneNumberRemoved])
        #expect(try decide(.remove, nil) == [])
    }

    @Test("an expected version counts before whether anything would change")
    func expectedVersion() throws {
        let user = try aggregate(.created, .phoneNumberRemoved)
        for version in [Int64(1), 3, -1] {
            #expect(throws: Refusal.versionConflict) {
                try user.decide(
                    .changePhoneNumber(.remove, present: nil, expectedVersion: version), at: now)
            }
        }
    }

    @Test("an export is refused for want of a number, then of its parts, then of quota")
    func exportOrder() throws {
        let user = try aggregate(.created)
        let spent = [now, now, now]
        let unfit = try Fixture.number("555-0123")
        let fit = try Fixture.number("+14445556666")
        func decide(_ present: PhoneNumber?, _ earlier: [Timestamp]) throws -> [UserEvent] {
            try user.decide(.exportPhoneNumber(present: present, earlier: earlier), at: now)
        }
        #expect(throws: Refusal.notFound) { try decide(nil, spent) }
        #expect(throws: Refusal.numberNotExportable) { try decide(unfit, spent) }
        let wait = ExportQuota.periodMilliseconds
        #expect(throws: Refusal.exportQuotaSpent(retryAfterMilliseconds: wait)) {
            try decide(fit, spent)
        }
        #expect(try decide(fit, [now, now]) == [.phoneNumberExported(masked: "***6666")])
    }

    @Test("every event raises the version; an export leaves the record's time alone")
    func applied() throws {
        var user = try aggregate(
            .created, .phoneNumberSet(masked: "***1"), .phoneNumberExported(masked: "***1"))
        #expect(user.version == 3)
        #expect(user.createdAt == Timestamp(milliseconds: 0))
        #expect(user.updatedAt == Timestamp(milliseconds: 10))
        #expect(user.lastEventAt == Timestamp(milliseconds: 20))
        #expect(user.maskedPhoneNumber == "***1")
        user.apply(.phoneNumberRemoved, at: now)
        #expect(user.maskedPhoneNumber == nil)
        user.apply(.erased, at: now)
        #expect(user.isErased)
        #expect(user.version == 5)
    }

    @Test("the moment of an event is never before the last one")
    func moment() throws {
        let user = try aggregate(.created, .phoneNumberExported(masked: "***"))
        #expect(user.moment(at: Timestamp(milliseconds: 3)) == Timestamp(milliseconds: 10))
        #expect(user.moment(at: now) == now)
    }
}
