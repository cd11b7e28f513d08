import DirectoryAPI
import ProtobufC
import TTRPC
import Testing

@testable import rollcall_load

@Suite("Filling")
struct FillTests {
    @Test("every user is asked about once, in order")
    func everyUserOnce() {
        var exchange = FillExchange(Population(count: 3))
        #expect([exchange.next(), exchange.next(), exchange.next()].map { $0?.user } == [0, 1, 2])
        #expect(exchange.next() == nil)
        #expect(exchange.begun == 3)
    }

    @Test("a new user's number is set next, one who has it is done with")
    func numberIsSetOnce() {
        var user = User(uuid: Population.string(.uuid, of: 0), version: 1)
        #expect(verdict(on: user) == .goesOn(step: 1))
        user.phoneNumber = Population.string(.phoneNumber, of: 0)
        #expect(verdict(on: user) == .right)
    }

    @Test("an address that somebody else holds stops the fill")
    func foreignUserIsWrong() {
        let user = User(uuid: Population.string(.uuid, of: 1), version: 1)
        let expected = Verdict.wrong("the address belongs to a user of another population")
        #expect(verdict(on: user) == expected)
    }

    private func verdict(on user: User) -> Verdict {
        var bytes: [UInt8] = []
        let response = FindOrCreateUserResponse(user: user, created: true)
        ResponseEnvelope.append(payload: response.encoded().span, to: &bytes)
        var exchange = FillExchange(Population(count: 3))
        return exchange.judge(bytes.span, 0..<bytes.count, for: Call(user: 0, step: 0))
    }
}
