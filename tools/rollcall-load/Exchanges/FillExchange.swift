import DirectoryAPI
import TTRPC

/// Makes the population: creates each user who is missing, then sets their number if they have
/// another. Done twice, the second time changes nothing.
struct FillExchange: FillingExchange {
    private static let find: UInt8 = 0
    private static let update: UInt8 = 1

    private(set) var begun = 0

    private let population: Population
    private let findOrCreate: RequestPattern
    private let setNumber: RequestPattern
    private var expected = ExpectedText()

    init(_ population: Population) {
        self.population = population
        let uuid = Population.string(.uuid, of: 0)
        findOrCreate = RequestPattern(
            FindOrCreateUser.self,
            FindOrCreateUserRequest(email: Population.string(.email, of: 0), uuid: uuid),
            [.text(.email), .text(.uuid)])
        setNumber = RequestPattern(
            UpdatePhoneNumber.self,
            UpdatePhoneNumberRequest(
                uuid: uuid, change: .set(Population.string(.phoneNumber, of: 0))),
            [.text(.uuid), .text(.number)])
    }

    mutating func next() -> Call? {
        guard begun < population.count else { return nil }
        defer { begun += 1 }
        return Call(user: begun, step: FillExchange.find)
    }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        let pattern = call.step == FillExchange.find ? findOrCreate : setNumber
        pattern.append(call, id: id, to: &output)
    }

    func cut(_ bytes: Span<UInt8>, from start: Int) -> Cut {
        DirectoryReplies.cut(bytes, from: start, type: .response)
    }

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        guard call.step == FillExchange.find else {
            return judge(DirectoryReplies.read(bytes, body, .updatePhone)) { _, _ in .right }
        }
        return judge(DirectoryReplies.read(bytes, body, .byEmail)) { exchange, reply in
            guard exchange.expected.holds(.uuid, of: call, bytes, at: reply.uuid) else {
                return .wrong("the address belongs to a user of another population")
            }
            let hasNumber = exchange.expected.holds(.number, of: call, bytes, at: reply.number)
            return hasNumber ? .right : .goesOn(step: FillExchange.update)
        }
    }

    private mutating func judge(
        _ outcome: Reply.Outcome, _ whole: (inout FillExchange, Reply) -> Verdict
    ) -> Verdict {
        switch outcome {
        case .reply(let reply): whole(&self, reply)
        case .notFound: .wrong("the user is gone")
        case .refused(let code): .refused(code: code)
        case .malformed(let text): .wrong(text)
        }
    }
}
