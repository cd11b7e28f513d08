import DirectoryAPI
import Foundation
import RollcallClient
import Testing

/// All that an operator sets up: daemon, organization, key, signing keys, gateway.
struct Installation: Sendable {
    static let issuer = "https://issuer.example"
    static let audience = "rollcall"
    static let allScopes = [
        "users:read", "users:create", "users:write-phone", "users:check", "phones:export",
        "events:read", "users:erase",
    ]

    let daemon: LiveDaemon
    let gateway: LiveGateway
    let organization: String
    /// With every scope.
    let apiKey: String
    /// A service token with every scope.
    let token: String

    var folder: TemporaryFolder { daemon.folder }

    /// - Parameter arguments: for the gateway.
    static func start(
        on daemon: LiveDaemon? = nil, _ arguments: String...
    ) async throws -> Installation {
        let daemon = if let daemon { daemon } else { try await LiveDaemon.start() }
        let folder = daemon.folder
        let organization = try await daemon.rollcall("org", "create", "Example").line
        let apiKey = try await makeKey(daemon, organization, allScopes)
        let keys = try await Tool.rollcall("token", "keygen", folder.file("keys"), in: folder)
        try #require(keys.exitCode == 0, "\(keys.errors)")
        let token = try await mint(in: folder, subject: "tests", scopes: allScopes)
        let gateway = try await LiveGateway.start(
            socketPath: daemon.socketPath, in: folder,
            [
                "--jwt-keys", folder.file("keys/jwks.json"), "--jwt-issuer", issuer,
                "--jwt-audience", audience,
            ] + arguments)
        return Installation(
            daemon: daemon, gateway: gateway, organization: organization, apiKey: apiKey,
            token: token)
    }

    func key(scopes: [String]) async throws -> String {
        try await Self.makeKey(daemon, organization, scopes)
    }

    /// A service token.
    func token(scopes: [String]) async throws -> String {
        try await Self.mint(in: folder, subject: "tests", scopes: scopes)
    }

    /// A user token.
    func token(ofUser uuid: String) async throws -> String {
        try await Self.mint(in: folder, subject: uuid, scopes: nil)
    }

    /// Both credentials of `/users/*`, the installation's own unless others are given.
    func both(apiKey: String? = nil, token: String? = nil) -> [String: String] {
        [
            "X-API-Key": apiKey ?? self.apiKey,
            "Authorization": "Bearer \(token ?? self.token)",
        ]
    }

    func get(_ path: String, _ headers: [String: String]? = nil) async throws -> HTTPExchange {
        try await HTTPExchange.send("GET", gateway.url + path, headers: headers ?? both())
    }

    func send(
        _ method: String, _ path: String, _ headers: [String: String]? = nil, body: String? = nil
    ) async throws -> HTTPExchange {
        try await HTTPExchange.send(
            method, gateway.url + path, headers: headers ?? both(), body: body)
    }

    /// `POST /users/{id}/UpdatePhoneNumber` with a JSON text.
    func update(
        _ id: String, _ body: String, headers: [String: String]? = nil
    ) async throws -> HTTPExchange {
        let headers = (headers ?? both()).merging(["Content-Type": "application/json"]) {
            given, _ in given
        }
        return try await send("POST", "/users/\(id)/UpdatePhoneNumber", headers, body: body)
    }

    private static func makeKey(
        _ daemon: LiveDaemon, _ organization: String, _ scopes: [String]
    ) async throws -> String {
        let request = IssueAPIKeyRequest(organizationID: organization, scopes: scopes)
        return try await daemon.client.call(IssueAPIKey.self, request).secret
    }

    private static func mint(
        in folder: TemporaryFolder, subject: String, scopes: [String]?
    ) async throws -> String {
        var arguments = [
            "token", "mint", "--key", folder.file("keys/signing-key.json"), "--subject", subject,
            "--issuer", issuer, "--audience", audience,
        ]
        if let scopes { arguments += ["--scope", scopes.joined(separator: " ")] }
        let minted = try await Tool.run(Products.program("rollcall"), arguments, in: folder)
        try #require(minted.exitCode == 0, "\(minted.errors)")
        return minted.line
    }
}
