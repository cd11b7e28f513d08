import DirectoryAPI
import RollcallClient
import Testing

@Suite("The limits of exports, through the gateway", .timeLimit(.minutes(2)))
struct ExportLimitTests {
    @Test("1500 in a minute for an application, looked at after the key and before its scope")
    func application() async throws {
        let installation = try await Installation.start()
        let closed = try await installation.key(scopes: [])
        let options = CallOptions(metadata: [(MetadataKey.apiKey, installation.apiKey)])
        let codes = await withTaskGroup(of: RollcallError.Code?.self) { group in
            for _ in 0..<1_500 {
                group.addTask {
                    do throws(RollcallError) {
                        _ = try await installation.daemon.client.call(
                            ExportPhoneNumber.self, ExportPhoneNumberRequest(authyID: 9),
                            options: options)
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.allSatisfy { $0 == .notFound })
        for key in [installation.apiKey, closed] {
            let refused = try await export("9", installation, key: key)
            try expectAuthyProblem(refused, 429, "60003")
            let seconds = try #require(refused.headers["retry-after"].flatMap(Int.init))
            #expect((1...60).contains(seconds))
        }
        try expectAuthyProblem(
            try await export("9", installation, key: "unknown-key-of-some-length"), 401, "60001")
    }

    @Test("a number that cannot be exported is told before a spent quota is; erased is not found")
    func order() async throws {
        let installation = try await Installation.start()
        let daemon = installation.daemon
        let user = try await daemon.create("ann@example.com", uuid: "u-1", phone: "+14445556666")
        var bodies: Set<String> = []
        for _ in 0..<3 { bodies.insert(try await export("1", installation).body) }
        // An export raises the user's version, and does not touch when it was last updated.
        #expect(bodies.count == 1)
        let exported = try await daemon.client.call(
            LookupUser.self, LookupUserRequest(key: UserKey(.uuid("u-1"))))
        #expect(exported.version == user.version + 3 && exported.updatedAt == user.updatedAt)
        try expectAuthyProblem(try await export("1", installation), 429, "60003")
        #expect(try await installation.update("u-1", #"{"phoneNumber":"call me"}"#).status == 200)
        try expectAuthyProblem(try await export("1", installation), 400, "60033")
        #expect(try await installation.update("u-1", #"{"phoneNumber":null}"#).status == 200)
        try expectAuthyProblem(try await export("1", installation), 404, "60026")
        _ = try await daemon.client.call(EraseUser.self, EraseUserRequest(uuid: "u-1"))
        try expectAuthyProblem(try await export("1", installation), 404, "60026")
    }

    private func export(
        _ id: String, _ installation: Installation, key: String? = nil
    ) async throws -> HTTPExchange {
        try await HTTPExchange.send(
            "GET", installation.gateway.url + "/protected/json/users/\(id)/phone_number",
            headers: ["X-Authy-API-Key": key ?? installation.apiKey])
    }
}
