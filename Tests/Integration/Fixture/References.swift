import DirectoryAPI
import Foundation
import TestSupport

/// What each server under test says of its own answers, asked once. A listener for operators has
/// no reference.
actor References {
    static let shared = References()

    private var known: [String: ReferenceCheck?] = [:]

    func reference(of url: String) async -> ReferenceCheck? {
        guard let parts = URLComponents(string: url), let host = parts.host, let port = parts.port
        else { return nil }
        let server = "http://\(host):\(port)"
        if let known = known[server] { return known }
        let answer = try? await HTTPExchange.sendUnchecked("GET", server + "/openapi.json")
        guard let answer else { return nil }
        let reference = answer.status == 200 ? try? ReferenceCheck(answer.body) : nil
        known[server] = .some(reference)
        return reference
    }
}
