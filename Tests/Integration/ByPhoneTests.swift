import DirectoryAPI
import Testing

@Suite("GET /users/by-phone")
struct ByPhoneTests {
    @Test("the user of a number is answered with exactly the documented members")
    func found() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("Ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let answer = try await installation.get("/users/by-phone?phoneNumber=%2B1-555-0123")
        #expect(answer.status == 200)
        #expect(
            answer.timeless == #"{"uuid":"u-1","email":"Ann@example.com","#
                + #""phoneNumber":"+1-555-0123","created_at":"TIME"}"#)
        #expect(answer.headers["content-type"] == "application/json")
        expectCommonHeaders(answer)
    }

    @Test(
        "a plus sign is understood bare, encoded and encoded twice",
        arguments: [
            "+1-555-0123", "%2B1-555-0123", "%2b1-555-0123", "%252B1-555-0123", "%252b1-555-0123",
            "%201-555-0123",
        ])
    func plusSigns(parameter: String) async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let answer = try await installation.get("/users/by-phone?phoneNumber=\(parameter)")
        #expect(answer.status == 200)
    }

    @Test("only the number as it was set is found, and nobody is made")
    func exact() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        for other in ["%2B15550123", "1-555-0123", "%2B1-555-0124", "%2B1-555-0123%20"] {
            let answer = try await installation.get("/users/by-phone?phoneNumber=\(other)")
            try expectUsersProblem(answer, 404, "Not Found")
        }
        #expect(try await installation.daemon.status().users == 1)
    }

    @Test("of several holders the latest to have set it is found; setting it again changes nothing")
    func latest() async throws {
        let installation = try await Installation.start()
        let daemon = installation.daemon
        for uuid in ["u-1", "u-2", "u-1"] {
            try await daemon.create("\(uuid)@example.com", uuid: uuid, phone: "+1-555-0123")
        }
        let answer = try await installation.get("/users/by-phone?phoneNumber=%2B1-555-0123")
        #expect(try answer.json()["uuid"] == .string("u-2"))
    }

    @Test("a number that is missing or empty is a bad request; of two the first counts")
    func parameters() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        for query in ["", "?phoneNumber=", "?phoneNumber", "?phonenumber=1", "?phoneNumber=%ff"] {
            let answer = try await installation.get("/users/by-phone\(query)")
            try expectUsersProblem(answer, 400, "Bad Request")
        }
        let query = "?x=y&phoneNumber=%2B1-555-0123&phoneNumber=other"
        #expect(try await installation.get("/users/by-phone\(query)").status == 200)
    }

    @Test("HEAD answers as GET does, without a body")
    func head() async throws {
        let installation = try await Installation.start()
        try await installation.daemon.create("ann@example.com", uuid: "u-1", phone: "+1-555-0123")
        let path = "/users/by-phone?phoneNumber=%2B1-555-0123"
        let answer = try await installation.send("HEAD", path)
        #expect(answer.status == 200)
        #expect(answer.body == "")
    }
}
