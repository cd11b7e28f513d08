import ArgumentParser
import Foundation
import JWTKit
import ProgramSettings

struct TokenMint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mint",
        abstract: "Signs a bearer token and prints it alone.",
        discussion: """
            Without --scope it is a user token: the subject is a user's uuid, and the token
            reaches that user's record only. With --scope it is a service token.

            EXAMPLES
              rollcall token mint --key keys/signing-key.json --subject UUID
              rollcall token mint --key keys/signing-key.json --subject billing \\
                --scope "users:read users:create" --expires 8h
            """)

    @Option(
        name: .long, help: ArgumentHelp("The file that `token keygen` wrote.", valueName: "file"))
    var key: String
    @Option(name: .long, help: "Who the token is for.") var subject: String
    @Option(name: .long, help: "Scopes of a service token, separated by spaces.") var scope: String?
    @Option(name: .long, help: "Who signs it, if the gateway wants to know.") var issuer: String?
    @Option(name: .long, help: "Who may take it, if the gateway wants to know.")
    var audience: String?
    @Option(name: .long, help: ArgumentHelp("How long it is valid.", valueName: "span"))
    var expires = TimeSpan(seconds: 3_600)
    @OptionGroup var daemon: DaemonOptions

    func validate() throws {
        if subject.isEmpty { throw ValidationError("--subject is empty") }
        if let scope, scope.allSatisfy(\.isWhitespace) { throw ValidationError("--scope is empty") }
    }

    func run() async throws {
        let printer = try daemon.printer()
        let text = try InputText.read(key, atMost: 16_384)
        guard let jwk = try? JWK(json: text), let id = jwk.keyIdentifier,
            jwk.privateExponent != nil
        else { throw ProgramFailure.refused("\(key) is no private key with a kid") }
        let now = Int64(Date().timeIntervalSince1970)
        let claims = TokenClaims(
            sub: subject, scope: scope, iss: issuer, aud: audience, iat: now,
            exp: now + expires.seconds)
        guard let keys = try? await JWTKeyCollection().add(jwk: jwk),
            let token = try? await keys.sign(claims, kid: id)
        else { throw ProgramFailure.refused("the key in \(key) cannot sign") }
        printer.line(token)
    }
}
