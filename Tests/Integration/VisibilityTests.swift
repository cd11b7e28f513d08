import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("An isolated organization, through the gateway")
struct VisibilityTests {
    private struct Isolated {
        let installation: Installation
        let organization: String
        let key: String

        static func start() async throws -> Isolated {
            let installation = try await Installation.start()
            let daemon = installation.daemon
            try await daemon.create("foreign@example.com", uuid: "u-foreign", phone: "+14445556666")
            let organization = try await daemon.rollcall(
                "org", "create", "Own", "--visibility", "isolated"
            ).line
            let request = IssueAPIKeyRequest(
                organizationID: organization, scopes: Installation.allScopes)
            let key = try await daemon.client.call(IssueAPIKey.self, request).secret
            return Isolated(installation: installation, organization: organization, key: key)
        }

        func send(_ method: String, _ path: String) async throws -> HTTPExchange {
            let headers = installation.both(apiKey: key).merging(
                [
                    "cv-api-key": key, "X-Authy-API-Key": key, "Content-Type": "application/json",
                ]) { _, added in added }
            return try await installation.send(
                method, path, headers,
                body: method == "POST" ? #"{"phoneNumber":"+15550177"}"# : nil)
        }
    }

    @Test("a foreign user is answered as an unknown one, in every answer, to the byte")
    func alike() async throws {
        let isolated = try await Isolated.start()
        let position = try await isolated.installation.daemon.status().lastPosition
        let pairs = [
            (
                "GET", "/users/by-phone?phoneNumber=%2B14445556666",
                "/users/by-phone?phoneNumber=%2B14445556699", 404
            ),
            (
                "HEAD", "/users/by-email?email=foreign@example.com",
                "/users/by-email?email=nobody1@example.com", 404
            ),
            (
                "POST", "/users/u-foreign/UpdatePhoneNumber", "/users/u-nobody1/UpdatePhoneNumber",
                404
            ),
            (
                "GET", "/api/v1/check-user?email=foreign@example.com",
                "/api/v1/check-user?email=nobody1@example.com", 200
            ),
            (
                "GET", "/api/v1/check-user?phone-number=%2b14445556666",
                "/api/v1/check-user?phone-number=%2b14445556699", 200
            ),
            (
                "GET", "/protected/json/users/1/phone_number",
                "/protected/json/users/9/phone_number", 404
            ),
        ]
        for (method, foreign, unknown, status) in pairs {
            let seen = try await isolated.send(method, foreign)
            let unseen = try await isolated.send(method, unknown)
            #expect(seen.status == status && unseen.status == status, "\(foreign)")
            #expect(seen.body == unseen.body, "\(foreign)")
            var (fields, others) = (seen.headers, unseen.headers)
            for name in ["x-request-id", "date"] {
                fields[name] = nil
                others[name] = nil
            }
            #expect(fields == others, "\(foreign)")
        }
        #expect(try await isolated.installation.daemon.status().lastPosition == position)
    }

    @Test("an address of a foreign user is refused word for word as a taken uuid, 409")
    func findOrCreate() async throws {
        let isolated = try await Isolated.start()
        let taken = try await isolated.send(
            "GET", "/users/by-email?email=new@example.com&uuid=u-foreign")
        try expectUsersProblem(taken, 409, "Conflict")
        for query in ["email=foreign@example.com", "email=foreign@example.com&uuid=u-2"] {
            let refused = try await isolated.send("GET", "/users/by-email?" + query)
            #expect(refused.status == 409 && refused.body == taken.body)
        }
        let made = try await isolated.send("GET", "/users/by-email?email=own@example.com")
        #expect(made.status == 200)
        #expect(
            try await isolated.send("GET", "/users/by-email?email=OWN@example.com").body
                == made.body)
    }

    @Test("an operator sets and sees it, and it holds from the next call on")
    func commandLine() async throws {
        let isolated = try await Isolated.start()
        let daemon = isolated.installation.daemon
        let path = "/users/by-phone?phoneNumber=%2B14445556666"
        #expect(try await daemon.rollcall("org", "list").output.contains("isolated"))
        let answers = [("shared", 200), ("isolated", 404)]
        for (visibility, status) in answers {
            let set = try await daemon.rollcall(
                "org", "set-visibility", isolated.organization, visibility)
            #expect(set.exitCode == 0 && set.output.contains(visibility))
            #expect(try await isolated.send("GET", path).status == status)
        }
        let unknown = try await daemon.rollcall("org", "set-visibility", "org_none", "shared")
        #expect(unknown.exitCode == 1)
        let wrong = try await daemon.rollcall("org", "set-visibility", "org_none", "hidden")
        #expect(wrong.exitCode == 2)
    }

    @Test("an export carries it over, so that no import opens what was isolated")
    func carriedOver() async throws {
        let isolated = try await Isolated.start()
        let daemon = isolated.installation.daemon
        let path = daemon.folder.file("users.ndjson")
        #expect(try await daemon.rollcall("users", "export", path).exitCode == 0)
        let other = try await LiveDaemon.start()
        #expect(try await other.rollcall("users", "import", path).exitCode == 0)
        let listed = try await other.client.call(
            ListOrganizations.self, ListOrganizationsRequest())
        #expect(listed.organizations.map(\.visibility) == [.shared, .isolated])
    }
}
