/// Where a gateway listens: `http://HOST[:PORT][/PREFIX]`.
struct GatewayAddress: Equatable, Sendable {
    let host: String
    let port: String
    /// What stands before every path; empty, or with a slash at its beginning alone.
    let prefix: String

    /// nil for what is no such URL.
    init?(_ url: String) {
        let scheme = "http://"
        guard url.lowercased().hasPrefix(scheme) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var prefix = rest[slash...]
        while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
        let authority = rest[..<slash]
        var host = authority
        var port = Substring("80")
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") }
        guard isPlain, !host.isEmpty, UInt16(port) != nil,
            !prefix.contains("?"), !prefix.contains("#")
        else { return nil }
        self.host = String(host)
        self.port = String(port)
        self.prefix = String(prefix)
    }

    /// As the field Host has it.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
