import DirectoryAPI
import Testing

@Suite("POST /users/{id}/UpdatePhoneNumber")
struct UpdatePhoneNumberTests {
    @Test("setting, setting again, removing and removing again answer as documented")
    func setAndRemove() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1")
        let set = try await installation.update("u-1", #"{"phoneNumber":"+1 (555) 123-4567"}"#)
        #expect(set.status == 200)
        #expect(
            set.timeless == #"{"success":true,"aggregateId":"u-1","version":2,"event":"#
                + #"{"type":"UserPhoneNumberUpdated","data":{"userId":"u-1","action":"set","#
                + #""maskedPhoneNumber":"***4567","timestamp":"TIME"}}}"#)
        expectCommonHeaders(set)
        let again = try await installation.update("u-1", #"{"phoneNumber":"+1 (555) 123-4567"}"#)
        let unchanged = #"{"success":true,"aggregateId":"u-1","version":2,"event":null}"#
        #expect(again.body == unchanged)

        let removed = try await installation.update("u-1", #"{"phoneNumber":null}"#)
        #expect(
            removed.timeless == #"{"success":true,"aggregateId":"u-1","version":3,"event":"#
                + #"{"type":"UserPhoneNumberUpdated","data":{"userId":"u-1","action":"removed","#
                + #""timestamp":"TIME"}}}"#)
        let nothing = try await installation.update("u-1", #"{ "phoneNumber" : null }"#)
        #expect(nothing.body == unchanged.replacing(#""version":2"#, with: #""version":3"#))
        #expect(try await installation.daemon.status().lastPosition == 3)
    }

    @Test(
        "a mask shows at most four digits and always hides four",
        arguments: [
            ("+1-555-0123", "***0123"), ("12345678", "***5678"), ("1234567", "***567"),
            ("12345", "***5"), ("1234", "***"), ("none at all", "***"),
        ])
    func masks(number: String, mask: String) async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1")
        let answer = try await installation.update("u-1", #"{"phoneNumber":"\#(number)"}"#)
        let event = try answer.json()["event"]
        #expect(event?["data"]?["maskedPhoneNumber"] == .string(mask))
    }

    @Test("a body that is not as documented is refused, and nothing changes")
    func badBodies() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let long = String(repeating: "1", count: 33)
        for body in [
            "{}", "", "null", "[]", #"{"phoneNumber":""}"#, #"{"phoneNumber":"null"}"#,
            #"{"phoneNumber":15550123}"#, #"{"phoneNumber":{}}"#, #"{"phoneNumber":["1"]}"#,
            #"{"phoneNumber":"\#(long)"}"#, #"{"phoneNumber":"1\u00072"}"#,
            #"{"phoneNumber":"1","extra":1}"#, #"{"phoneNumber":"1","phoneNumber":"2"}"#,
            #"{"phoneNumber":"1"} x"#, "{'phoneNumber':'1'}", #"{"phoneNumber":"\u0000"}"#,
            #"{"phoneNumber":true}"#,
        ] {
            let answer = try await installation.update("u-1", body)
            try expectUsersProblem(answer, 400, "Bad Request")
        }
        #expect(try await installation.daemon.status().lastPosition == 2)
    }

    @Test("an unknown id is 404, a body of another type 415, one that is too large 413")
    func otherRefusals() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1")
        let body = #"{"phoneNumber":"+1-555-0123"}"#
        try expectUsersProblem(try await installation.update("u-2", body), 404, "Not Found")
        let plain = installation.both().merging(["Content-Type": "text/plain"]) { $1 }
        try expectUsersProblem(
            try await installation.update("u-1", body, headers: plain), 415,
            "Unsupported Media Type")
        let large = #"{"phoneNumber":"\#(String(repeating: "1", count: 17_000))"}"#
        try expectUsersProblem(
            try await installation.update("u-1", large), 413, "Content Too Large")
        #expect(try await installation.daemon.status().lastPosition == 1)
    }

    @Test("two users may hold one number, and the longest number has 32 characters")
    func shared() async throws {
        let installation = try await Installation.start()
        let number = "+1555" + String(repeating: "0", count: 27)
        for uuid in ["u-1", "u-2"] {
            try await installation.daemon.create("\(uuid)@example.com", uuid: uuid)
            let answer = try await installation.update(uuid, #"{"phoneNumber":"\#(number)"}"#)
            #expect(answer.status == 200)
        }
    }
}
