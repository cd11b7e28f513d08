import NIOSSL
import Synchronization

/// The certificate that the gateway shows, and its key: read from two files, and read again when
/// they have changed. Connections that are open keep what they began with. Any thread.
package final class TLSIdentity: Sendable {
    private let certificatePath: String
    private let keyPath: String
    private let contents: Mutex<NIOSSLContext>

    /// - Parameters:
    ///   - certificatePath: PEM, the gateway's own certificate first, then those that vouch for it.
    ///   - keyPath: PEM, without a passphrase.
    package init(certificatePath: String, keyPath: String) throws(TLSProblem) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        contents = Mutex(try Self.read(certificatePath, keyPath))
    }

    /// For connections that begin from now on. Throws, and changes nothing, when the files are of
    /// no use.
    package func reload() throws(TLSProblem) {
        let context = try Self.read(certificatePath, keyPath)
        contents.withLock { $0 = context }
    }

    var context: NIOSSLContext { contents.withLock { $0 } }

    private static func read(
        _ certificatePath: String, _ keyPath: String
    ) throws(TLSProblem) -> NIOSSLContext {
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificatePath), !chain.isEmpty
        else { throw .certificate(path: certificatePath) }
        guard let key = try? NIOSSLPrivateKey(file: keyPath, format: .pem) else {
            throw .key(path: keyPath)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        // RFC 8996: nothing older.
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .mismatch(certificatePath: certificatePath, keyPath: keyPath)
        }
    }
}

/// Why TLS can't be spoken. Says which file, and nothing of what is in it.
package enum TLSProblem: Error, Equatable, CustomStringConvertible {
    case certificate(path: String)
    case key(path: String)
    /// The key is not the certificate's.
    case mismatch(certificatePath: String, keyPath: String)

    package var description: String {
        switch self {
        case .certificate(let path): "the certificate \(path) can't be read as PEM"
        case .key(let path): "the private key \(path) can't be read as PEM without a passphrase"
        case .mismatch(let certificate, let key): "the key \(key) is not that of \(certificate)"
        }
    }
}
