import Foundation
import Testing

/// A sample of one of the documents, as it stands there but for host and credentials.
struct Sample: Sendable, CustomTestStringConvertible {
    enum Language: String, Sendable, CaseIterable {
        case shell = "sh"
        case python = "py"
        case javaScript = "mjs"
        case go
        case ruby = "rb"

        var interpreter: String {
            switch self {
            case .shell: "sh"
            case .python: "python3"
            case .javaScript: "node"
            case .go: "go"
            case .ruby: "ruby"
            }
        }

        var isInstalled: Bool { Products.installed(interpreter) != nil }
    }

    /// The folder in `Samples`.
    let document: String
    let language: Language

    var testDescription: String { "\(document) in \(language)" }

    func run(against installation: Installation) async throws -> Tool.Result {
        let folder = installation.folder
        let source = Products.source("Samples/\(document)/sample.\(language.rawValue)")
        let text = try String(contentsOf: source, encoding: .utf8)
        let file = try folder.write(
            Self.adapted(text, to: installation), to: "\(document).\(language.rawValue)")
        let interpreter = try #require(Products.installed(language.interpreter))
        switch language {
        case .shell, .python, .javaScript, .ruby:
            return try await Tool.run(interpreter, [file], in: folder)
        case .go:
            return try await Tool.run(
                interpreter, ["run", file], in: folder,
                environment: ["GO111MODULE": "off", "GOFLAGS": ""])
        }
    }

    static func adapted(_ text: String, to installation: Installation) -> String {
        var text = text
        for host in ["https://api.spkey.co", "<BASE_URL>", "https://api.authy.com"] {
            text = text.replacing(host, with: installation.gateway.url)
        }
        for key in ["YOUR_API_KEY", "<redacted>", "<api_key>"] {
            text = text.replacing(key, with: installation.apiKey)
        }
        text = text.replacing("YOUR_API_TOKEN (JWT)", with: installation.token)
        // Ruby says apart from the host that it is reached over TLS; the gateway under test is not.
        return text.replacing("http.use_ssl = true", with: "http.use_ssl = false")
    }
}
