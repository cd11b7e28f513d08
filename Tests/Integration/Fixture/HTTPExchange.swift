import DirectoryAPI
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// One request over HTTP, and what came back: what a gateway answers is checked against its own
/// reference.
struct HTTPExchange: Sendable {
    let status: Int
    let body: String
    /// By lower-case name.
    let headers: [String: String]

    /// The body as JSON; fails the test when it is none.
    func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try #require(try? JSONParser.parse(body), "no JSON", sourceLocation: sourceLocation)
    }

    /// The body with every moment replaced by `TIME`.
    var timeless: String { body.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "TIME") }

    static func send(
        _ method: String = "GET", _ url: String, headers: [String: String] = [:],
        body: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> HTTPExchange {
        let answer = try await sendUnchecked(method, url, headers: headers, body: body)
        let parts = try #require(URLComponents(string: url))
        if let reference = await References.shared.reference(of: url) {
            let faults = reference.faults(
                of: ReferenceCheck.Seen(
                    method: method, target: parts.percentEncodedPath, status: answer.status,
                    headers: answer.headers, body: answer.body))
            #expect(faults == [], sourceLocation: sourceLocation)
        }
        return answer
    }

    static func sendUnchecked(
        _ method: String, _ url: String, headers: [String: String] = [:], body: String? = nil
    ) async throws -> HTTPExchange {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        request.timeoutInterval = 30
        // The session would keep the connection, maybe to a gateway that is ending, and ask it
        // again when another's listener has got its port.
        request.setValue("close", forHTTPHeaderField: "Connection")
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        request.httpBody = body.map { Data($0.utf8) }
        let (bytes, response) = try await session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        var fields: [String: String] = [:]
        for (name, value) in answer.allHeaderFields {
            fields["\(name)".lowercased()] = "\(value)"
        }
        return HTTPExchange(
            status: answer.statusCode, body: String(decoding: bytes, as: UTF8.self),
            headers: fields)
    }

    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 32
        configuration.urlCache = nil
        return URLSession(configuration: configuration)
    }()
}
