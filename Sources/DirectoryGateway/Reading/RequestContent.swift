import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a request that must be JSON.
enum RequestContent: Equatable, Sendable {
    case json(JSONValue)
    case tooLarge
    case unsupportedMediaType
    case notJSON(JSONProblem)
    /// Not framed as the header says.
    case broken

    static let maximumBytes = 16 << 10

    /// Reads at most one buffer more than the limit. Checked in the order 413, 415, 400.
    ///
    /// - Throws: what the connection throws when it is lost.
    static func read(_ request: Request) async throws -> RequestContent {
        if let length = request.headers[.contentLength].flatMap(Int.init),
            length > maximumBytes
        {
            return .tooLarge
        }
        var bytes: [UInt8] = []
        do {
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= maximumBytes else { return .tooLarge }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
        } catch is BrokenRequest {
            return isJSON(request.headers[.contentType]) ? .broken : .unsupportedMediaType
        }
        guard isJSON(request.headers[.contentType]) else { return .unsupportedMediaType }
        do {
            return .json(try JSONParser.parse(bytes, limits: .requestBody))
        } catch {
            return .notJSON(error)
        }
    }

    /// Whether a Content-Type is `application/json`, alone or with a charset that is UTF-8.
    static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let parts = contentType.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.trimming().lowercased() }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { part in
            guard part.hasPrefix("charset=") else { return true }
            return part == "charset=utf-8" || part == "charset=\"utf-8\""
        }
    }
}

extension Substring {
    fileprivate func trimming() -> Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
