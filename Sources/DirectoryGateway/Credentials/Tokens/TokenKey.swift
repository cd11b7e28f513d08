import FoundationEssentials
import JWTKit

/// A key with the one algorithm it is for.
struct TokenKey: Sendable {
    let algorithm: TokenAlgorithm
    private let verifier: any JWTAlgorithm

    init(algorithm: TokenAlgorithm, verifier: any JWTAlgorithm) {
        self.algorithm = algorithm
        self.verifier = verifier
    }

    func isSignature(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        // What throws is a signature of the wrong length.
        (try? verifier.verify(signature, signs: text)) ?? false
    }
}
