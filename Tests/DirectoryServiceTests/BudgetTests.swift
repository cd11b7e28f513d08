import DirectoryAPI
import DirectoryDomain
import TTRPC
import TestSupport
import Testing

@testable import DirectoryService

@Suite("Budgets of look-ups")
struct BudgetTests {
    private let channel: ServiceChannel
    private let organization: String

    init() throws {
        channel = try ServiceChannel()
        organization = try channel.call(
            DirectoryAPI.CreateOrganization.self, CreateOrganizationRequest(name: "Acme")
        ).id
        _ = try channel.makeUser("ada@example.com", uuid: "u-ada", phone: "+1 555-0100")
    }

    private func makeKey(
        perMinute: Int64 = 0, perDay: Int64 = 0
    ) throws -> (id: String, metadata: ServiceChannel.Metadata) {
        let issued = try channel.call(
            DirectoryAPI.IssueAPIKey.self,
            IssueAPIKeyRequest(
                organizationID: organization, requestsPerMinute: perMinute, distinctPerDay: perDay))
        return (issued.key?.id ?? "", [("x-api-key", issued.secret)])
    }

    /// The status that a look-up is refused with; nil when it is answered, found or not.
    private func look(
        _ key: DirectoryAPI.UserKey.Key, _ metadata: ServiceChannel.Metadata
    ) -> Status? {
        do {
            _ = try channel.call(LookupUser.self, LookupUserRequest(key: .init(key)), metadata)
            return nil
        } catch let status as Status {
            return status.code == .notFound ? nil : status
        } catch {
            return Status(.unknown, "\(error)")
        }
    }

    private func code<Method: UnaryMethod>(
        _ method: Method.Type, _ request: Method.Request, _ metadata: ServiceChannel.Metadata
    ) -> StatusCode? { channel.code(method, request, metadata) }

    @Test("beyond its values of a day a key is told RESOURCE_EXHAUSTED, and when to come back")
    func distinct() throws {
        let key = try makeKey(perDay: 2).metadata
        #expect(look(.email("ada@example.com"), key) == nil)
        channel.clock.advance(milliseconds: 1_000)
        #expect(look(.email("nobody@example.com"), key) == nil)
        #expect(
            look(.email("third@example.com"), key)
                == Status(
                    .resourceExhausted, LimitNotice.lookUps,
                    retryAfterMilliseconds: LookUpUse.dayMilliseconds - 1_000))
        // What it has looked up today is free.
        for _ in 0..<50 { #expect(look(.email("ADA@example.com "), key) == nil) }
        channel.clock.advance(days: 1)
        #expect(look(.email("third@example.com"), key) == nil)
    }

    @Test("every way of looking up counts in the same budget, a value once in all its spellings")
    func everyWay() throws {
        let key = try makeKey(perDay: 3).metadata
        #expect(look(.phoneNumber("+1 555-0100"), key) == nil)
        #expect(look(.canonicalPhoneNumber("+15550100"), key) == nil)
        #expect(code(CheckUser.self, .init(phoneNumber: "001 5550100"), key) == nil)
        #expect(code(CheckUser.self, .init(email: "ada@example.com"), key) == nil)
        let find = FindOrCreateUserRequest(email: "Ada@Example.com")
        #expect(code(DirectoryAPI.FindOrCreateUser.self, find, key) == nil)
        #expect(look(.uuid("u-ada"), key) == nil)
        let spent: StatusCode? = .resourceExhausted
        #expect(look(.authyID(1), key)?.code == spent)
        #expect(look(.phoneNumber("+1 555-0199"), key)?.code == spent)
        #expect(code(CheckUser.self, .init(phoneNumber: "+15550199"), key) == spent)
        #expect(code(CheckUser.self, .init(email: "b@example.com"), key) == spent)
        #expect(
            code(DirectoryAPI.FindOrCreateUser.self, .init(email: "b@example.com"), key) == spent)
        #expect(
            code(BatchLookupUsers.self, .init(keys: [.init(.email("b@example.com"))]), key)
                == spent)
        // Nobody was made, and what is refused before anybody is looked up costs nothing.
        #expect(try channel.call(GetStatus.self, GetStatusRequest()).users == 1)
        #expect(look(.email("no address"), key)?.code == .invalidArgument)
    }

    @Test("a user is made within the budget, and counts as what was looked up")
    func creates() throws {
        let key = try makeKey(perMinute: 10, perDay: 1).metadata
        for _ in 0..<2 {
            let made = try channel.call(
                DirectoryAPI.FindOrCreateUser.self, .init(email: "new@example.com"), key)
            #expect(made.user?.email == "new@example.com")
        }
        #expect(
            code(DirectoryAPI.FindOrCreateUser.self, .init(email: "b@example.com"), key)
                == .resourceExhausted)
        try channel.restart()
        #expect(
            code(DirectoryAPI.FindOrCreateUser.self, .init(email: "b@example.com"), key)
                == .resourceExhausted)
    }

    @Test("in a batch each key counts; it is answered whole or not at all")
    func batch() throws {
        let key = try makeKey(perMinute: 5, perDay: 4).metadata
        func batch(_ emails: String...) -> StatusCode? {
            code(BatchLookupUsers.self, .init(keys: emails.map { .init(.email($0)) }), key)
        }
        #expect(batch("a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org") == .invalidArgument)
        #expect(batch("a@x.org", "b@x.org", "no address") == nil)
        #expect(batch("a@x.org", "b@x.org", "c@x.org", "d@x.org") == .resourceExhausted)
        #expect(batch("a@x.org", "b@x.org", "c@x.org") == nil)
        #expect(batch("a@x.org") == .resourceExhausted)
    }

    @Test("a minute's requests are counted over all that is looked up, and come back in time")
    func requests() throws {
        let key = try makeKey(perMinute: 3).metadata
        for _ in 0..<3 { #expect(look(.email("ada@example.com"), key) == nil) }
        let refused = look(.email("ada@example.com"), key)
        #expect(refused?.retryAfterMilliseconds == 60_000)
        channel.clock.advance(milliseconds: 59_999)
        #expect(look(.email("ada@example.com"), key)?.retryAfterMilliseconds == 1)
        channel.clock.advance(milliseconds: 1)
        #expect(look(.email("ada@example.com"), key) == nil)
    }

    @Test("neither a restart nor a clock that is set changes what was counted")
    func restart() throws {
        let (_, key) = try makeKey(perMinute: 32, perDay: 2)
        #expect(look(.email("a@example.com"), key) == nil)
        channel.clock.step(byMilliseconds: -3_600_000)
        #expect(look(.email("b@example.com"), key) == nil)
        channel.clock.step(byMilliseconds: 20 * 3_600_000)
        #expect(look(.email("c@example.com"), key)?.code == .resourceExhausted)
        channel.clock.step(byMilliseconds: -20 * 3_600_000)
        for _ in 0..<3 {
            try channel.restart()
            #expect(look(.email("c@example.com"), key)?.code == .resourceExhausted)
            #expect(look(.email("a@example.com"), key) == nil)
        }
    }

    @Test("a limit that is set counts from the next call on, and what was counted before")
    func limited() throws {
        let (id, key) = try makeKey(perDay: 5)
        for email in ["a@x.org", "b@x.org"] { #expect(look(.email(email), key) == nil) }
        _ = try channel.call(
            DirectoryAPI.LimitAPIKey.self, LimitAPIKeyRequest(id: id, distinctPerDay: 2))
        #expect(look(.email("c@x.org"), key)?.code == .resourceExhausted)
        let lifted = try channel.call(
            DirectoryAPI.LimitAPIKey.self, LimitAPIKeyRequest(id: id))
        #expect(lifted.distinctPerDay == 0 && lifted.requestsPerMinute == 0)
        #expect(look(.email("c@x.org"), key) == nil)
    }

    @Test("one key's budget is no other's, and a caller without a key has none")
    func others() throws {
        let (first, second) = (try makeKey(perDay: 1).metadata, try makeKey(perDay: 1).metadata)
        #expect(look(.email("a@x.org"), first) == nil)
        #expect(look(.email("b@x.org"), first)?.code == .resourceExhausted)
        #expect(look(.email("b@x.org"), second) == nil)
        for number in 0..<20 { #expect(look(.email("n\(number)@x.org"), []) == nil) }
    }

    @Test("what is recorded tells no value, and no hash that could be had without the day's secret")
    func nothingPersonal() throws {
        let (id, key) = try makeKey(perDay: 9)
        let (otherID, other) = try makeKey(perDay: 9)
        for metadata in [key, other] { #expect(look(.phoneNumber("+1 555-0100"), metadata) == nil) }
        let reader = try channel.store.makeReader()
        let (one, two) = (try reader.lookUps(ofKey: id), try reader.lookUps(ofKey: otherID))
        #expect(one.day?.hashes.count == 1 && one.day?.secret.count == 32)
        // The same value is another hash under each key's secret, and on each day.
        #expect(one.day?.secret != two.day?.secret)
        #expect(one.day?.hashes != two.day?.hashes)
        channel.clock.advance(days: 1)
        #expect(look(.phoneNumber("+1 555-0100"), key) == nil)
        let next = try reader.lookUps(ofKey: id)
        #expect(next.day?.secret != one.day?.secret && next.day?.hashes != one.day?.hashes)
        #expect(try reader.lookUps(ofKey: otherID).day == nil)
    }
}
