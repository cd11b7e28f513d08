import ProgramSettings

/// A host and a port, as `127.0.0.1:8080` or `[::1]:8080`. Port 0 lets the system choose one.
struct ListenAddress: CustomStringConvertible {
    let host: String
    let port: Int

    init(_ text: String, for setting: SettingName) throws(ProgramFailure) {
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { throw .usage("--\(setting.text) must be HOST:PORT") }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw .usage("--\(setting.text) must be HOST:PORT") }
        self.host = String(host)
        self.port = Int(port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
