import RollcallClient
import DirectoryAPI
import Testing

/// The samples of the five documents must work with only host and credentials changed.
@Suite("The documents' samples")
struct SampleTests {
    @Test(
        "the samples in curl get the documented answers",
        arguments: [
            ("users-by-phone", #""phoneNumber":"+1-555-0123""#),
            ("users-by-email", #"{"uuid":"example_string","email":"user@example.com""#),
            ("check-user", #""message":"Email already exists""#),
            (
                "authy-phone-number",
                #"{"phone_number":"444-555-6666","country_code":"1","e164":"+14445556666""#
            ),
        ])
    func curl(document: String, answer: String) async throws {
        let result = try await run(document, .shell)
        #expect(result.output.contains(answer))
    }

    @Test("the placeholder \"null\" as a phone number is refused, with a hint")
    func placeholder() async throws {
        let installation = try await Self.populated()
        let sample = Sample(document: "update-phone-number", language: .shell)
        let result = try await sample.run(against: installation)
        let json = try JSONParser.parse(result.output)
        #expect(json["code"] == .number("400"))
        guard case .string(let message) = json["message"] else {
            Issue.record("no message")
            return
        }
        #expect(message.contains("null"))
        let user = try await installation.daemon.client.call(
            LookupUser.self, LookupUserRequest(key: UserKey(.uuid("example_string"))))
        #expect(user.phoneNumber == "+14445556666")
    }

    @Test(
        "the samples in Python get the documented answers",
        .enabled(if: Sample.Language.python.isInstalled, "NOT TESTED: there is no python3 here"),
        arguments: ["users-by-phone", "users-by-email"])
    func python(document: String) async throws {
        let result = try await run(document, .python)
        #expect(result.output.contains("'uuid': 'example_string', 'email': 'user@example.com'"))
    }

    @Test(
        "the samples in JavaScript get the documented answers",
        .enabled(if: Sample.Language.javaScript.isInstalled, "NOT TESTED: there is no node here"),
        arguments: ["users-by-phone", "users-by-email"])
    func javaScript(document: String) async throws {
        let result = try await run(document, .javaScript)
        #expect(result.output.contains("uuid: 'example_string'"))
        #expect(result.output.contains("email: 'user@example.com'"))
    }

    @Test(
        "the samples in Go get the documented status",
        .enabled(if: Sample.Language.go.isInstalled, "NOT TESTED: there is no go here"),
        arguments: ["users-by-phone", "users-by-email"])
    func go(document: String) async throws {
        let result = try await run(document, .go)
        #expect(result.output == "Response Status: 200 OK\n")
    }

    @Test(
        "the samples in Ruby get the documented answers",
        .enabled(if: Sample.Language.ruby.isInstalled, "NOT TESTED: there is no ruby here"),
        arguments: ["users-by-phone", "users-by-email"])
    func ruby(document: String) async throws {
        let result = try await run(document, .ruby)
        #expect(result.output.contains(#"{"uuid":"example_string","email":"user@example.com""#))
    }

    private func run(
        _ document: String, _ language: Sample.Language
    ) async throws -> Tool.Result {
        // Each document has its own idea of the number of the one user it speaks of.
        let number = document == "users-by-phone" ? "+1-555-0123" : "+14445556666"
        let installation = try await Self.populated(number: number)
        let sample = Sample(document: document, language: language)
        let result = try await sample.run(against: installation)
        #expect(result.exitCode == 0, "\(result.errors)")
        return result
    }

    private static func populated(number: String = "+14445556666") async throws -> Installation {
        let installation = try await Installation.start()
        try await installation.daemon.create(
            "user@example.com", uuid: "example_string", phone: number)
        try await installation.daemon.create("john@example.com")
        return installation
    }
}
