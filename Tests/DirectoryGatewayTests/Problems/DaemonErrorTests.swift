import DirectoryAPI
import HTTPTypes
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct DaemonErrorTests {
    private static let invalid = Answer(status: 400)

    @Test(
        "what the daemon says becomes a status of the /users/ family",
        arguments: [
            (RollcallError.Code.invalidArgument, 400), (.unauthenticated, 401),
            (.permissionDenied, 403), (.notFound, 404), (.alreadyExists, 409), (.aborted, 409),
            (.resourceExhausted, 429), (.unavailable, 503), (.deadlineExceeded, 503),
            (.cancelled, 503), (.internal, 500), (.unknown, 500), (.unimplemented, 500),
            (.dataLoss, 500),
        ])
    func smartphoneKey(_ code: RollcallError.Code, _ status: Int) {
        let answer = SmartphoneKeyProblem.answer(
            RollcallError(code, ""), requestID: "r", invalid: Self.invalid)
        #expect(answer.status == status)
    }

    @Test(
        "what the daemon says becomes a status of the check-user family",
        arguments: [
            (RollcallError.Code.invalidArgument, 400), (.unauthenticated, 401),
            (.permissionDenied, 403), (.resourceExhausted, 429), (.unavailable, 503),
            (.deadlineExceeded, 503), (.notFound, 500), (.internal, 500),
        ])
    func checkUser(_ code: RollcallError.Code, _ status: Int) {
        let answer = CheckUserProblem.answer(
            RollcallError(code, ""), requestID: "r", invalid: Self.invalid)
        #expect(answer.status == status)
    }

    @Test(
        "what the daemon says becomes a status of the Authy family",
        arguments: [
            (RollcallError.Code.unauthenticated, 401), (.resourceExhausted, 429),
            (.permissionDenied, 400), (.notFound, 404), (.invalidArgument, 400),
            (.unavailable, 503), (.deadlineExceeded, 503), (.internal, 500),
        ])
    func authy(_ code: RollcallError.Code, _ status: Int) {
        #expect(AuthyProblem.answer(RollcallError(code, ""), requestID: "r").status == status)
    }

    @Test(
        "unavailable is never not found",
        arguments: [
            RollcallError.Code.unavailable, .deadlineExceeded, .cancelled, .internal, .unknown,
        ])
    func neverNotFound(_ code: RollcallError.Code) {
        let error = RollcallError(code, "", isTransport: true)
        let answers = [
            SmartphoneKeyProblem.answer(error, requestID: "r", invalid: Self.invalid),
            CheckUserProblem.answer(error, requestID: "r", invalid: Self.invalid),
            AuthyProblem.answer(error, requestID: "r"),
        ]
        #expect(answers.allSatisfy { $0.status >= 500 })
    }

    @Test(
        "429 says after how many whole seconds, rounded up and at least one",
        arguments: [
            (Int64?.none, "1"), (0, "1"), (1, "1"), (1_000, "1"), (1_001, "2"), (59_999, "60"),
            (2_592_000_000, "2592000"), (-5, "1"), (.max, "9223372036854775"),
        ])
    func retryAfter(_ milliseconds: Int64?, _ seconds: String) {
        let error = RollcallError(
            .resourceExhausted, "", retryAfterMilliseconds: milliseconds)
        #expect(AuthyProblem.answer(error, requestID: "r").fields[.retryAfter] == seconds)
    }

    @Test("no word of the daemon's reaches a client", arguments: RollcallError.Code.allCases)
    func nothingFromInside(_ code: RollcallError.Code) {
        let error = RollcallError(code, "from-inside")
        let answers = [
            SmartphoneKeyProblem.answer(error, requestID: "r", invalid: Self.invalid),
            CheckUserProblem.answer(error, requestID: "r", invalid: Self.invalid),
            AuthyProblem.answer(error, requestID: "r"),
        ]
        #expect(answers.allSatisfy { !($0.body?.text() ?? "").contains("from-inside") })
    }
}
