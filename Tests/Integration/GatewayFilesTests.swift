import Foundation
import Testing

@Suite("Files that the gateway reads again")
struct GatewayFilesTests {
    /// Makes a certificate for localhost and its key; gives the certificate's path.
    private static func makeCertificate(
        _ name: String, in folder: TemporaryFolder
    ) async throws -> (certificate: String, key: String) {
        let paths = (folder.file("\(name).pem"), folder.file("\(name)-key.pem"))
        let made = try await Tool.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", paths.1, "-out", paths.0,
            ], in: folder)
        try #require(made.exitCode == 0, "\(made.errors)")
        return paths
    }

    /// What curl says of a request that trusts one certificate: the status, 000 for none.
    private static func status(
        of url: String, trusting certificate: String, in folder: TemporaryFolder
    ) async throws -> String {
        let address = url.replacing("http://127.0.0.1", with: "https://localhost")
        let answer = try await Tool.run(
            "/usr/bin/curl",
            [
                "-s", "-o", "/dev/null", "-w", "%{http_code}", "--cacert", certificate,
                "--max-time",
                "20", address + "/users/by-phone?phoneNumber=1",
            ], in: folder)
        return answer.line
    }

    private static func start(
        _ identity: (certificate: String, key: String), in folder: TemporaryFolder
    ) async throws -> LiveGateway {
        try await LiveGateway.start(
            socketPath: folder.file("none.sock"), in: folder,
            ["--tls-certificate", identity.certificate, "--tls-key", identity.key])
    }

    @Test("with a certificate the gateway answers over TLS, in the family's words, and not without")
    func tls() async throws {
        let folder = try TemporaryFolder()
        let identity = try await Self.makeCertificate("own", in: folder)
        let gateway = try await Self.start(identity, in: folder)
        #expect(
            try await Self.status(
                of: gateway.url, trusting: identity.certificate, in: folder) == "401")
        await #expect(throws: (any Error).self) {
            try await HTTPExchange.send("GET", gateway.url + "/users/by-phone?phoneNumber=1")
        }
        #expect(try await HTTPExchange.send("GET", gateway.adminURL + "/livez").status == 200)
    }

    @Test(
        "at SIGHUP the gateway shows its new certificate, and the old one if the new is of no use")
    func renewed() async throws {
        let folder = try TemporaryFolder()
        let identity = try await Self.makeCertificate("own", in: folder)
        let gateway = try await Self.start(identity, in: folder)
        let next = try await Self.makeCertificate("next", in: folder)
        for (from, to) in [(next.certificate, identity.certificate), (next.key, identity.key)] {
            try folder.replace(to, by: from)
        }
        #expect(
            try await Self.status(of: gateway.url, trusting: identity.certificate, in: folder)
                == "000")
        gateway.program.send(SIGHUP)
        #expect(await gateway.program.log.line(holding: "certificate read again") != nil)
        #expect(
            try await Self.status(of: gateway.url, trusting: identity.certificate, in: folder)
                == "401")

        try folder.write("no key\n", to: "own-key.pem")
        gateway.program.send(SIGHUP)
        #expect(await gateway.program.log.line(holding: "the certificate in force stays") != nil)
        #expect(
            try await Self.status(of: gateway.url, trusting: identity.certificate, in: folder)
                == "401")
    }

    @Test("a certificate without its key, or with another's, is refused with one line")
    func refused() async throws {
        let folder = try TemporaryFolder()
        let (own, other) = (
            try await Self.makeCertificate("own", in: folder),
            try await Self.makeCertificate("other", in: folder)
        )
        let gateway = Products.program("rollcall-gateway")
        let alone = try await Tool.run(
            gateway, ["--tls-certificate", own.certificate], in: folder)
        #expect(alone.exitCode == 2)
        #expect(alone.errors.contains("--tls-certificate and --tls-key go together"))
        let mismatched = try await Tool.run(
            gateway, ["--tls-certificate", own.certificate, "--tls-key", other.key], in: folder)
        #expect(mismatched.exitCode == 1)
        #expect(mismatched.errors.split(separator: "\n").count == 1)
        #expect(mismatched.errors.contains("is not that of"))
    }

    @Test(
        "keys of tokens are read again when their file has changed, and a bad file changes nothing")
    func keys() async throws {
        let installation = try await Installation.start()
        let folder = installation.folder
        let log = installation.gateway.program.log
        let path = "/users/by-phone?phoneNumber=1"
        #expect(try await installation.get(path).status == 404)

        try folder.write("{}", to: "keys/jwks.json")
        #expect(await log.line(holding: "the keys in force stay") != nil)
        #expect(try await installation.get(path).status == 404)

        let made = try await Tool.rollcall("token", "keygen", folder.file("new"), in: folder)
        try #require(made.exitCode == 0, "\(made.errors)")
        try folder.replace(folder.file("keys/jwks.json"), by: folder.file("new/jwks.json"))
        #expect(await log.line(holding: "keys read again") != nil)
        #expect(try await installation.get(path).status == 401)
    }
}

extension TemporaryFolder {
    /// Puts another file in a file's place, as a person who renews it would.
    fileprivate func replace(_ path: String, by other: String) throws {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: other, toPath: path)
    }
}
