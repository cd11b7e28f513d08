import HTTPTypes

extension HTTPFields {
    /// Whether the connection is to be closed behind the message. Options are a list, and not of
    /// any case (RFC 9110, 7.6.1).
    var asksToClose: Bool {
        guard let options = self[.connection] else { return false }
        return options.split(whereSeparator: { ", \t".contains($0) })
            .contains { $0.lowercased() == "close" }
    }
}
