import DirectoryAPI
import HTTPTypes
import Testing

@testable import DirectoryGateway

@Suite struct ProblemTableTests {
    private static let cells = Family.allCases.flatMap { family in
        ProblemStatus.allCases.map { (family, $0) }
    }

    private func names(_ value: JSONValue?) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.map(\.name)
    }

    @Test("every cell has the members of its family, and its status", arguments: cells)
    func shape(_ family: Family, _ status: ProblemStatus) {
        let problem = Problem.at(status, in: family, requestID: "r1")
        let body = problem.body(status)
        let number = JSONValue.number(String(status.rawValue))
        switch family {
        case .smartphoneKey:
            let extra = status == .internalError ? ["requestId"] : []
            #expect(names(body) == ["error", "message", "code"] + extra)
            #expect(body["code"] == number)
            #expect(body["error"] == .string(status.title))
        case .checkUser:
            let isRefusal = status == .unauthorized
            #expect(
                names(body)
                    == (isRefusal ? ["status", "error"] : ["status", "success", "message"]))
            #expect(body["status"] == number)
            #expect(isRefusal || body["success"] == .bool(false))
        case .authy:
            #expect(names(body) == ["error_code", "message", "errors", "success"])
            #expect(body["errors"]?["message"] == body["message"])
            #expect(body["success"] == .bool(false))
            guard case .string(let code) = body["error_code"] else {
                Issue.record("the code is no string")
                return
            }
            #expect(code.hasPrefix("60"))
        case .elsewhere:
            #expect(names(body) == ["type", "title", "status", "detail"])
            #expect(body["status"] == number)
        }
        #expect(
            problem.contentType
                == (family == .elsewhere ? "application/problem+json" : "application/json"))
    }

    @Test("the texts of the documents are there word for word")
    func documented() {
        func text(_ status: ProblemStatus, _ family: Family) -> String {
            Problem.at(status, in: family, requestID: "req_1").body(status).text()
        }
        #expect(
            text(.notFound, .smartphoneKey)
                == #"{"error":"Not Found","message":"The requested resource was not found","#
                + #""code":404}"#)
        #expect(
            text(.serviceUnavailable, .smartphoneKey)
                == #"{"error":"Service Unavailable","message":"The service is temporarily "#
                + #"unavailable. Please try again later","code":503}"#)
        #expect(
            text(.internalError, .smartphoneKey)
                == #"{"error":"Internal Server Error","message":"An unexpected error occurred on "#
                + #"the server","code":500,"requestId":"req_1"}"#)
        #expect(text(.unauthorized, .checkUser) == #"{"status":401,"error":"Invalid request"}"#)
        #expect(
            AuthyProblem.userNotFound.body?.text()
                == #"{"error_code":"60026","message":"User not found.","errors":"#
                + #"{"message":"User not found."},"success":false}"#)
    }

    @Test("codes of the Authy family are the documented ones")
    func authyCodes() {
        func code(_ answer: Answer) -> String? {
            guard case .string(let code) = answer.body?["error_code"] else { return nil }
            return code
        }
        #expect(code(AuthyProblem.answer(.unauthorized, requestID: "")) == "60001")
        #expect(code(AuthyProblem.answer(.tooManyRequests, requestID: "")) == "60003")
        #expect(code(AuthyProblem.exportDisabled) == "60154")
        #expect(AuthyProblem.exportDisabled.status == 400)
        #expect(code(AuthyProblem.userNotFound) == "60026")
        #expect(code(AuthyProblem.phoneNumberInvalid) == "60033")
        for status in [ProblemStatus.notFound, .methodNotAllowed, .headersTooLarge] {
            #expect(code(AuthyProblem.answer(status, requestID: "")) == "60002")
        }
    }
}
