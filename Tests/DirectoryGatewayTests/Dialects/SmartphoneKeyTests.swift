import DirectoryAPI
import HTTPTypes
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct SmartphoneKeyTests {
    private static let user = User(
        uuid: "550e8400-e29b-41d4-a716-446655440000", email: "User@example.com",
        phoneNumber: "+1-555-0123", createdAt: ProtoTimestamp(milliseconds: 1_705_314_600_000))
    private static let changed = UpdatePhoneNumberResponse(
        uuid: "u-1", version: 2,
        event: Event(
            uuid: "u-1", time: ProtoTimestamp(milliseconds: 1_705_314_600_123),
            payload: .userPhoneNumberUpdated(
                UserPhoneNumberUpdated(action: .set, maskedPhoneNumber: "***4567"))))
    private static let path = "/users/u-1/UpdatePhoneNumber"

    @Test("by-phone answers the user, the number as it was set")
    func byPhone() async throws {
        let probe = GatewayProbe.withKeyOnly(.answering(Self.user))
        let seen = try await probe.send(.get, "/users/by-phone?phoneNumber=+1-555-0123")
        #expect(seen.status == 200)
        #expect(
            seen.body == #"{"uuid":"550e8400-e29b-41d4-a716-446655440000","#
                + #""email":"User@example.com","phoneNumber":"+1-555-0123","#
                + #""created_at":"2024-01-15T10:30:00.000Z"}"#)
        let request = probe.directory.asked.first?.request as? LookupUserRequest
        #expect(request == LookupUserRequest(key: UserKey(.phoneNumber("+1-555-0123"))))
    }

    @Test("by-phone asks for a number even when none is given, so that rights come first")
    func byPhoneOrder() async throws {
        for (code, status) in [
            (RollcallError.Code.unauthenticated, 401), (.permissionDenied, 403),
            (.invalidArgument, 400), (.unavailable, 503),
        ] {
            let probe = GatewayProbe.withKeyOnly(.failing(code))
            let seen = try await probe.send(.get, "/users/by-phone")
            #expect(seen.status == status)
            #expect(probe.directory.asked.count == 1)
        }
    }

    @Test(
        "by-phone says which parameter is missing or wrong",
        arguments: [
            ("", "The query parameter phoneNumber is required"),
            ("?phoneNumber=", "The query parameter phoneNumber is required"),
            ("?phoneNumber=%zz", "The query parameter phoneNumber is invalid"),
            (
                "?phoneNumber=123456789012345678901234567890123",
                "The query parameter phoneNumber is invalid"
            ),
        ])
    func byPhoneComplaint(_ query: String, _ message: String) async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.invalidArgument))
        let seen = try await probe.send(.get, "/users/by-phone" + query)
        #expect(
            seen.body == #"{"error":"Bad Request","message":"\#(message)","code":400}"#)
    }

    @Test("by-email answers the user without a number, and passes the wish for an id on")
    func byEmail() async throws {
        let probe = GatewayProbe.withKeyOnly(
            .answering(FindOrCreateUserResponse(user: Self.user, created: true)))
        let seen = try await probe.send(
            .get, "/users/by-email?email=user%40example.com&uuid=example_string")
        #expect(
            seen.body == #"{"uuid":"550e8400-e29b-41d4-a716-446655440000","#
                + #""email":"User@example.com","created_at":"2024-01-15T10:30:00.000Z"}"#)
        let request = probe.directory.asked.first?.request as? FindOrCreateUserRequest
        #expect(
            request
                == FindOrCreateUserRequest(email: "user@example.com", uuid: "example_string"))
    }

    @Test("a HEAD of by-email finds only, and has no body")
    func head() async throws {
        let probe = GatewayProbe.withKeyOnly(
            .answering(FindOrCreateUserResponse(user: Self.user)))
        let seen = try await probe.send(.head, "/users/by-email?email=a@b.c")
        #expect(seen.status == 200)
        #expect(seen.body == "")
        #expect(Int(seen.headers[.contentLength] ?? "") ?? 0 > 0)
        let request = probe.directory.asked.first?.request as? FindOrCreateUserRequest
        #expect(request?.findOnly == true)
    }

    @Test(
        "by-email names the field that is wrong",
        arguments: [
            ("?email=x", ["email: Invalid email format"]), ("", ["email: Email is required"]),
            ("?email=a+b@c.de", ["email: Invalid email format"]),
            ("?email=%zz", ["email: Invalid email format"]),
            ("?email=a@b.c&uuid=a/b", ["uuid: Invalid uuid format"]),
            ("?email=a@b.c&uuid=%zz", ["uuid: Invalid uuid format"]),
            ("?uuid=a%20b", ["email: Email is required", "uuid: Invalid uuid format"]),
        ])
    func byEmailComplaint(_ query: String, _ wrong: [String]) async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.invalidArgument))
        let seen = try await probe.send(.get, "/users/by-email" + query)
        let details = wrong.map { text in
            let parts = text.split(separator: ": ")
            return #"{"field":"\#(parts[0])","message":"\#(parts[1])"}"#
        }
        #expect(seen.status == 400)
        #expect(
            seen.body == #"{"error":"Bad Request","message":"The request contains invalid "#
                + #"parameters or malformed data","code":400,"details":["#
                + details.joined(separator: ",") + "]}")
    }

    @Test("an id that does not decode never makes a user under another")
    func malformedID() async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.invalidArgument))
        _ = try await probe.send(.get, "/users/by-email?email=a@b.c&uuid=%zz")
        let request = probe.directory.asked.first?.request as? FindOrCreateUserRequest
        #expect(request?.email == "")
    }

    @Test("a taken id is a conflict")
    func taken() async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.alreadyExists))
        let seen = try await probe.send(.get, "/users/by-email?email=a@b.c&uuid=x")
        #expect(seen.status == 409)
        #expect(
            seen.body
                == #"{"error":"Conflict","message":"The email or uuid belongs to another user","#
                + #""code":409}"#)
    }

    @Test("a changed number is answered with its event")
    func update() async throws {
        let probe = GatewayProbe.withKeyOnly(.answering(Self.changed))
        let seen = try await probe.send(
            .post, Self.path, GatewayProbe.jsonFields, body: #"{"phoneNumber":"+15551234567"}"#)
        #expect(seen.status == 200)
        #expect(
            seen.body == #"{"success":true,"aggregateId":"u-1","version":2,"event":"#
                + #"{"type":"UserPhoneNumberUpdated","data":{"userId":"u-1","action":"set","#
                + #""maskedPhoneNumber":"***4567","timestamp":"2024-01-15T10:30:00.123Z"}}}"#)
        let request = probe.directory.asked.first?.request as? UpdatePhoneNumberRequest
        #expect(request == UpdatePhoneNumberRequest(uuid: "u-1", change: .set("+15551234567")))
    }

    @Test("a removed number has no mask, an unchanged one no event")
    func removedAndUnchanged() {
        var response = Self.changed
        response.event?.payload = .userPhoneNumberUpdated(
            UserPhoneNumberUpdated(action: .removed))
        #expect(
            UpdatePhone.body(response).text()
                == #"{"success":true,"aggregateId":"u-1","version":2,"event":"#
                + #"{"type":"UserPhoneNumberUpdated","data":{"userId":"u-1","action":"removed","#
                + #""timestamp":"2024-01-15T10:30:00.123Z"}}}"#)
        response.event = nil
        #expect(
            UpdatePhone.body(response).text()
                == #"{"success":true,"aggregateId":"u-1","version":2,"event":null}"#)
    }

    @Test("a bad body is asked without a change, so that rights come first and nothing changes")
    func badBody() async throws {
        let large = String(repeating: " ", count: 16_385)
        for (body, status) in [("x", 400), (#"{"phoneNumber":"null"}"#, 400), (large, 413)] {
            for (code, told) in [
                (RollcallError.Code.permissionDenied, 403), (.unauthenticated, 401),
                (.invalidArgument, status), (.notFound, status), (.unavailable, 503),
            ] {
                let probe = GatewayProbe.withKeyOnly(.failing(code))
                let seen = try await probe.send(
                    .post, Self.path, GatewayProbe.jsonFields, body: body)
                #expect(seen.status == told)
                let request = probe.directory.asked.first?.request as? UpdatePhoneNumberRequest
                #expect(request == UpdatePhoneNumberRequest(uuid: "u-1"))
            }
        }
    }

    @Test("a body that is not declared as JSON is 415")
    func mediaType() async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.invalidArgument))
        let seen = try await probe.send(.post, Self.path, body: #"{"phoneNumber":null}"#)
        #expect(seen.status == 415)
    }

    @Test("an id that nobody can have is unknown, unless the body is wrong too")
    func impossibleID() async throws {
        let probe = GatewayProbe.withKeyOnly(.failing(.invalidArgument))
        let path = "/users/a%2Fb/UpdatePhoneNumber"
        let good = #"{"phoneNumber":null}"#
        #expect(
            try await probe.send(.post, path, GatewayProbe.jsonFields, body: good).status == 404)
        #expect(
            try await probe.send(.post, path, GatewayProbe.jsonFields, body: "{}").status == 400)
        #expect(
            try await probe.send(.post, Self.path, GatewayProbe.jsonFields, body: good).status
                == 400)
    }
}
