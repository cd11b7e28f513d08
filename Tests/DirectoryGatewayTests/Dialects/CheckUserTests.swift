import DirectoryAPI
import HTTPTypes
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct CheckUserTests {
    private static let time = ProtoTimestamp(milliseconds: 1_725_451_200_000)

    @Test("a user found by address or by number is answered in the document's words")
    func found() async throws {
        let byEmail = CheckUserResponse(
            match: .emailExists, createdAt: Self.time, existsInCurrentOrganization: true)
        let byPhone = CheckUserResponse(match: .phoneNumberExists, createdAt: Self.time)
        #expect(
            ExistenceCheck.body(byEmail)?.text()
                == #"{"status":200,"success":true,"message":"Email already exists","data":"#
                + #"{"createdAt":"2024-09-04T12:00:00.000Z","existsInCurrentOrganization":true,"#
                + #""code":"EMAIL_EXISTS"}}"#)
        #expect(
            ExistenceCheck.body(byPhone)?.text()
                == #"{"status":200,"success":true,"message":"Phone number already exists","#
                + #""data":{"createdAt":"2024-09-04T12:00:00.000Z","#
                + #""existsInCurrentOrganization":false,"code":"PHONE_NUMBER_EXISTS"}}"#)
    }

    @Test("nobody found is 200 without success")
    func notFound() async throws {
        let probe = GatewayProbe(.answering(CheckUserResponse(match: .userNotFound)))
        let seen = try await probe.send(.get, "/api/v1/check-user?email=a@b.c")
        #expect(seen.status == 200)
        #expect(
            seen.body == #"{"status":200,"success":false,"message":"User does not exist","#
                + #""data":{"code":"USER_NOT_FOUND"}}"#)
    }

    @Test("a match that is unknown here is a defect, not an answer")
    func unknownMatch() async throws {
        let probe = GatewayProbe(.answering(CheckUserResponse()))
        #expect(try await probe.send(.get, "/api/v1/check-user?email=a@b.c").status == 500)
    }

    @Test("both parameters go to the daemon, the number repaired, the address not")
    func request() async throws {
        let probe = GatewayProbe(.failing(.invalidArgument))
        _ = try await probe.send(
            .get, "/api/v1/check-user?email=john+x@example.com&phone-number=%252b11111111111")
        let request = probe.directory.asked.first?.request as? CheckUserRequest
        #expect(
            request == CheckUserRequest(email: "john x@example.com", phoneNumber: "+11111111111"))
    }

    @Test("an address that does not decode has priority all the same")
    func malformedEmail() {
        #expect(
            ExistenceCheck.request(email: .malformed, number: .value("+1")) == CheckUserRequest())
    }

    @Test(
        "what is missing or wrong is said",
        arguments: [
            ("", "Email or phone number is required."),
            ("?email=&phone-number=", "Email or phone number is required."),
            ("?email=x", "Email is invalid."), ("?phone-number=%zz", "Phone number is invalid."),
            ("?email=x&phone-number=1", "Email is invalid."),
        ])
    func complaint(_ query: String, _ message: String) async throws {
        let probe = GatewayProbe(.failing(.invalidArgument))
        let seen = try await probe.send(.get, "/api/v1/check-user" + query)
        #expect(seen.status == 400)
        #expect(seen.body == #"{"status":400,"success":false,"message":"\#(message)"}"#)
    }

    @Test("a missing key and one that the daemon does not know are answered alike")
    func unauthorized() async throws {
        let unknown = GatewayProbe(.failing(.unauthenticated))
        let one = try await unknown.send(.get, "/api/v1/check-user")
        let other = try await unknown.send(.get, "/api/v1/check-user", [:])
        #expect(one.status == 401 && other.status == 401)
        #expect(one.body == other.body)
        #expect(one.body == #"{"status":401,"error":"Invalid request"}"#)
    }
}
