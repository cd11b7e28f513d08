import ArgumentParser
import DirectoryAPI
import Foundation
import ProgramSettings

struct TokenKeygen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Makes a key that signs tokens.",
        discussion: """
            Writes signing-key.json, which only you may read, for `token mint`, and
            jwks.json for the gateway's --jwt-keys. Files that are there already are never
            replaced.

            EXAMPLES
              rollcall token keygen keys
              rollcall token keygen keys --algorithm ES256
            """)

    @Argument(help: "The folder for both files; made if missing.") var directory: String
    @Option(name: .long, help: "EdDSA (Ed25519) or ES256 (P-256).")
    var algorithm = SigningAlgorithm.edDSA
    @OptionGroup var daemon: DaemonOptions

    func run() async throws {
        let printer = try daemon.printer()
        let folder = NewFiles(directory: directory)
        let key = SigningKey(algorithm)
        try folder.refuse(["signing-key.json", "jwks.json"])
        try folder.write(key.privateJWK.text(.indented), to: "signing-key.json", forOwnerOnly: true)
        try folder.write(key.publicJWKS.text(.indented), to: "jwks.json", forOwnerOnly: false)
        let fields = [
            ("kid", key.id), ("algorithm", algorithm.rawValue),
            ("signingKey", folder.path(of: "signing-key.json")),
            ("jwks", folder.path(of: "jwks.json")),
        ]
        printer.show(
            .object(fields.map { JSONValue.Member($0.0, .string($0.1)) }), as: Table(fields: fields)
        )
    }
}
