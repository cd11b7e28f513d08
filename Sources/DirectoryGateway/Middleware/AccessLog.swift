import DirectoryAPI
import FoundationEssentials
import HTTPTypes

/// One line of JSON a request: the route as its template, never the path, the query or a field's
/// value that were sent, which hold numbers, addresses and secrets.
package struct AccessLog: Sendable {
    struct Entry: Sendable {
        /// nil when the request was not read so far.
        let method: HTTPRequest.Method?
        /// nil for what no route takes.
        let route: String?
        let status: Int
        /// Of the body.
        let bytes: Int
        var keyID: String?
        var subject: String?
        let requestID: String
        let traceID: String
        let nanoseconds: Int64
        /// Of which the daemon took.
        var daemonNanoseconds: Int64 = 0
    }

    private let write: @Sendable (String) -> Void

    /// - Parameter write: is given each line without a line break.
    package init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// For a gateway that keeps none.
    package static let none = AccessLog { _ in }

    func record(_ entry: Entry) { write(AccessLog.line(entry, at: Date())) }

    static func line(_ entry: Entry, at date: Date) -> String {
        let milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded(.down))
        let time = ProtoTimestamp(milliseconds: milliseconds).rfc3339(fractionDigits: 3)
        let requestID = RequestIdentity.mayBePhoneNumber(entry.requestID) ? "-" : entry.requestID
        var line = AccessLine()
        line.add("time", text: time)
        line.add("message", text: "request")
        line.add("method", text: name(of: entry.method))
        line.add("route", text: entry.route)
        line.add("status", Int64(entry.status))
        line.add("bytes", Int64(entry.bytes))
        if let keyID = entry.keyID { line.add("key", text: keyID) }
        if let subject = entry.subject { line.add("subject", text: subject) }
        line.add("total_us", entry.nanoseconds / 1_000)
        line.add("daemon_us", entry.daemonNanoseconds / 1_000)
        line.add("request", text: requestID)
        line.add("trace", text: entry.traceID)
        return line.text
    }

    /// A method that nobody defined may be any text.
    private static func name(of method: HTTPRequest.Method?) -> String {
        guard let method else { return "OTHER" }
        return switch method {
        case .get, .head, .post, .put, .delete, .connect, .options, .trace, .patch:
            method.rawValue
        default: "OTHER"
        }
    }
}
