import DirectoryAPI
import ProtobufC
import TTRPC
import Testing

@testable import rollcall_load

@Suite("An answer")
struct VerdictTests {
    private let call = Call(user: 5, choice: 1)
    private var user: User {
        User(
            uuid: Population.string(.uuid, of: 5), email: Population.string(.email, of: 5),
            phoneNumber: Population.string(.phoneNumber, of: 5), authyID: 6, version: 2)
    }

    @Test("the user asked for is right, by whatever they were looked up")
    func theUserIsRight() {
        #expect(verdict(.byPhone, user) == .right)
        #expect(verdict(.byUUID, user) == .right)
        #expect(verdict(.byAuthyID, user) == .right)
        #expect(verdict(.byEmail, FindOrCreateUserResponse(user: user)) == .right)
    }

    @Test("another user is wrong, also with the number that was asked by")
    func anotherUserIsWrong() {
        var other = user
        other.uuid = Population.string(.uuid, of: 6)
        other.authyID = 7
        #expect(verdict(.byPhone, other) == .wrong("another user"))
        #expect(verdict(.byUUID, other) == .wrong("another user"))
        #expect(verdict(.byAuthyID, other) == .wrong("another user"))
    }

    @Test("the user with another number is wrong")
    func anotherNumberIsWrong() {
        var changed = user
        changed.phoneNumber = "+10000000000"
        #expect(verdict(.byPhone, changed) == .wrong("the user, but not what was asked by"))
    }

    @Test("a user who had to be created is wrong")
    func createdIsWrong() {
        let response = FindOrCreateUserResponse(user: user, created: true)
        #expect(verdict(.byEmail, response) == .wrong("created, not found"))
    }

    @Test("an update is right only when it changed something")
    func updateMustChangeSomething() {
        let uuid = Population.string(.uuid, of: 5)
        let changed = UpdatePhoneNumberResponse(
            uuid: uuid, version: 3, event: Event(position: 9, uuid: uuid, version: 3))
        #expect(verdict(.updatePhone, changed) == .right)
        let same = UpdatePhoneNumberResponse(uuid: uuid, version: 3)
        #expect(verdict(.updatePhone, same) == .wrong("the number was not changed"))
    }

    @Test("a refusal is told apart from a wrong answer, by its code")
    func refusalHasItsCode() {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(Status(.notFound, "nobody has it"), to: &bytes)
        #expect(judged(.byPhone, bytes) == .refused(code: 5))
    }

    @Test("bytes that are no message are wrong")
    func rubbishIsWrong() {
        #expect(judged(.byPhone, [0x0F]) == .wrong("the envelope does not decode"))
        #expect(judged(.byPhone, [0x12, 0x02, 0x0A, 0x7F]) == .wrong("the user does not decode"))
    }

    private func verdict(_ workload: Workload, _ message: some MessageCoding) -> Verdict {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(payload: message.encoded().span, to: &bytes)
        return judged(workload, bytes)
    }

    private func judged(_ workload: Workload, _ bytes: [UInt8]) -> Verdict {
        var exchange = WorkloadExchange(workload, Population(count: 10), seed: 1, choice: 0)
        return exchange.judge(bytes.span, 0..<bytes.count, for: call)
    }
}
