import DirectoryAPI
import ProtobufC
import TTRPC
import Testing

@testable import rollcall_load

@Suite("An answer")
struct VerdictTests {
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
        #expect(verdict(.checkUser, CheckUserResponse(match: .emailExists)) == .right)
        let exported = ExportPhoneNumberResponse(e164: Population.string(.phoneNumber, of: 5))
        #expect(verdict(.exportPhone, exported) == .right)
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

    @Test("who is filled and not found is wrong, and so is who had to be created")
    func missingIsWrong() {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(Status(.notFound, "nobody has it"), to: &bytes)
        #expect(isWrong(judged(Call(user: 5), bytes)))
        let created = FindOrCreateUserResponse(user: user, created: true)
        #expect(isWrong(verdict(.byEmail, created)))
        #expect(isWrong(verdict(.checkUser, CheckUserResponse(match: .userNotFound))))
    }

    @Test("of nobody only not found is right")
    func nobody() {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(Status(.notFound, "nobody has it"), to: &bytes)
        let nobody = Call(user: Population.maximumCount + 3)
        #expect(judged(nobody, bytes) == .right)
        #expect(isWrong(verdict(of: nobody, user)))
        let check = Call(user: Population.maximumCount + 3, operation: .checkUser)
        #expect(verdict(of: check, CheckUserResponse(match: .userNotFound)) == .right)
        #expect(isWrong(verdict(of: check, CheckUserResponse(match: .emailExists))))
    }

    @Test("an update is right only when it changed something")
    func updateMustChangeSomething() {
        var mix = CallMix(plan(.updatePhone), Population(count: 8), seed: 1, choice: 0)
        let call = mix.next()!
        let uuid = Population.string(.uuid, of: call.user)
        let same = UpdatePhoneNumberResponse(uuid: uuid, version: 3)
        #expect(judge(&mix, call, same) == .wrong("the number was not changed"))
        let changed = UpdatePhoneNumberResponse(
            uuid: uuid, version: 3, event: Event(position: 9, uuid: uuid, version: 3))
        #expect(judge(&mix, call, changed) == .right)
    }

    @Test("a refusal is told apart from a wrong answer, by its code")
    func refusalHasItsCode() {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(Status(.unavailable, "later"), to: &bytes)
        #expect(judged(Call(user: 5), bytes) == .refused(code: 14))
    }

    @Test("bytes that are no message are wrong")
    func rubbishIsWrong() {
        #expect(judged(Call(user: 5), [0x0F]) == .wrong("the envelope does not decode"))
        let half: [UInt8] = [0x12, 0x02, 0x0A, 0x7F]
        #expect(judged(Call(user: 5), half) == .wrong("the message does not decode"))
    }

    @Test("the gateway's bodies say the same")
    func gatewayBodies() {
        let user =
            #"{"uuid":"\#(Population.string(.uuid, of: 5))","email":"x","#
            + #""phoneNumber":"\#(Population.string(.phoneNumber, of: 5))","created_at":"t"}"#
        #expect(overHTTP(Call(user: 5), 200, user) == .right)
        #expect(overHTTP(Call(user: 6), 200, user) == .wrong("another user"))
        #expect(isWrong(overHTTP(Call(user: 5), 404, #"{"code":404}"#)))
        #expect(overHTTP(Call(user: 5), 503, "{}") == .refused(code: 503))
        #expect(isWrong(overHTTP(Call(user: 5), 200, "<html>")))
        let exists =
            #"{"status":200,"data":{"createdAt":"t","x":[{}],"code":"EMAIL_EXISTS"}, "a" : 1}"#
        #expect(overHTTP(Call(user: 5, operation: .checkUser), 200, exists) == .right)
    }

    private func plan(_ operation: Operation) -> WorkloadPlan {
        WorkloadPlan(operation.name, [operation: 1])
    }

    private func isWrong(_ verdict: Verdict) -> Bool {
        guard case .wrong = verdict else { return false }
        return true
    }

    private func verdict(_ operation: Operation, _ message: some MessageCoding) -> Verdict {
        verdict(of: Call(user: 5, operation: operation), message)
    }

    private func verdict(of call: Call, _ message: some MessageCoding) -> Verdict {
        var mix = CallMix(plan(.byPhone), Population(count: 10), seed: 1, choice: 0)
        return judge(&mix, call, message)
    }

    private func judge(
        _ mix: inout CallMix, _ call: Call, _ message: some MessageCoding
    ) -> Verdict {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(payload: message.encoded().span, to: &bytes)
        let outcome = DirectoryReplies.read(bytes.span, 0..<bytes.count, call.operation)
        return mix.judge(outcome, bytes.span, for: call)
    }

    private func judged(_ call: Call, _ bytes: [UInt8]) -> Verdict {
        var exchange = DirectoryExchange(
            CallMix(plan(.byPhone), Population(count: 10), seed: 1, choice: 0))
        return exchange.judge(bytes.span, 0..<bytes.count, for: call)
    }

    private func overHTTP(_ call: Call, _ status: Int, _ body: String) -> Verdict {
        let bytes = Array(
            "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
        var mix = CallMix(plan(.byPhone), Population(count: 10), seed: 1, choice: 0)
        let outcome = GatewayReplies.read(bytes.span, 0..<bytes.count, call.operation)
        return mix.judge(outcome, bytes.span, for: call)
    }
}
