/// The name of a setting: its long flag without the dashes, such as `data-dir`.
///
/// One name serves all three places: `--data-dir`, `ROLLCALL_DATA_DIR`, `{"data-dir": …}`. Programs
/// add their own as static members.
package struct SettingName: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String

    package init(stringLiteral text: String) { self.text = text }

    package var environmentName: String {
        "ROLLCALL_" + text.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    /// The socket of the daemon, which every program has.
    package static let socket: SettingName = "socket"
    package static let logLevel: SettingName = "log-level"
    package static let logFormat: SettingName = "log-format"
}
