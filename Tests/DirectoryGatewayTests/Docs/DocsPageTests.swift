import HTTPTypes
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct DocsPageTests {
    @Test("the page lists every endpoint, and nothing of it comes from elsewhere")
    func page() async throws {
        let probe = GatewayProbe(.failing(.internal))
        let seen = try await probe.send(.get, "/docs", [:])
        #expect(seen.status == 200)
        #expect(seen.headers[.contentType] == "text/html; charset=utf-8")
        for path in [
            "/users/by-phone", "/users/by-email", "/users/{id}/UpdatePhoneNumber",
            "/api/v1/check-user", "/protected/json/users/{authy_id}/phone_number",
        ] {
            #expect(seen.body.contains("data-path=\"\(path)\""))
        }
        #expect(!seen.body.contains("src="))
        #expect(!seen.body.contains("style="))
        #expect(seen.body.matches(of: /href="(?!#|\/openapi\.json|data:,)/).isEmpty)
        #expect(probe.directory.asked.isEmpty)
    }

    @Test("the policy lets nothing run but the page's own script and style")
    func policy() async throws {
        let seen = try await GatewayProbe(.failing(.internal)).send(.get, "/docs", [:])
        let policy = seen.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(policy.contains("script-src 'sha256-"))
        #expect(!policy.contains("unsafe"))
        #expect(!policy.contains("*"))
    }

    @Test("every field has a label, and no id is there twice")
    func labels() async throws {
        let html = try await GatewayProbe(.failing(.internal)).send(.get, "/docs", [:]).body
        let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let labelled = Set(html.matches(of: /<label for="([^"]+)"/).map { String($0.1) })
        let fields = html.matches(of: /<(?:input|textarea) id="([^"]+)"/).map { String($0.1) }
        #expect(fields.count >= 12)
        #expect(Set(fields) == labelled)
        for match in html.matches(of: /aria-(?:labelledby|describedby)="([^"]+)"/) {
            #expect(ids.contains(String(match.1)))
        }
    }

    @Test("text is escaped where it stands in the page")
    func escaping() {
        #expect(DocsPage.escaped("<a b=\"&\">") == "&lt;a b=&quot;&amp;&quot;&gt;")
    }
}
