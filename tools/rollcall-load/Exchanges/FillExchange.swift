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
    private var answers = DirectoryAnswers()

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
            [.text(.uuid), .text(.phoneNumber)])
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
        DirectoryAnswers.cut(bytes, from: start, type: .response)
    }

    mutating func judge(_ bytes: Span<UInt8>, _ body: Range<Int>, for call: Call) -> Verdict {
        switch DirectoryAnswers.open(bytes, body) {
        case .verdict(let verdict): return verdict
        case .payload(let payload):
            guard call.step == FillExchange.find else { return .right }
            return judgeFound(bytes, payload, call)
        }
    }

    /// A FindOrCreateUserResponse: 1 is the user, and in the user 1 the uuid, 3 the number.
    private mutating func judgeFound(
        _ bytes: Span<UInt8>, _ payload: Range<Int>, _ call: Call
    ) -> Verdict {
        var user = 0..<0
        var outer = FieldWalk(bytes, payload)
        while let field = outer.next() {
            if field.number == 1 { user = field.place }
        }
        var isUser = false
        var hasNumber = false
        var fields = FieldWalk(bytes, user)
        while let field = fields.next() {
            if field.number == 1 {
                isUser = answers.holds(.uuid, of: call.user, bytes, at: field.place)
            }
            if field.number == 3 {
                hasNumber = answers.holds(.phoneNumber, of: call.user, bytes, at: field.place)
            }
        }
        guard isUser else { return .wrong("the address belongs to a user of another population") }
        return hasNumber ? .right : .goesOn(step: FillExchange.update)
    }
}
