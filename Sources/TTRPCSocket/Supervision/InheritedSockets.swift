import CLinux

/// The sockets that a supervisor such as systemd has opened for this process (sd_listen_fds(3)).
package enum InheritedSockets {
    /// The first descriptor after standard error (SD_LISTEN_FDS_START).
    private static let first: Int32 = 3
    private static let variables = ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"]

    /// The one socket to serve: the only one, or the one named `name` of several; nil when there is
    /// none for this process. The variables are unset, for they are nobody else's.
    package static func listener(
        named name: String, environment: [String: String], processID: Int32
    ) throws(SocketError) -> Listener? {
        defer { for variable in variables { unset(variable) } }
        guard let owner = environment["LISTEN_PID"], owner == "\(processID)",
            let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), count > 0
        else { return nil }
        let names = environment["LISTEN_FDNAMES"].map {
            $0.split(separator: ":", omittingEmptySubsequences: false)
        }
        let named = names?.firstIndex { $0 == name }.map { Int32($0) }
        guard let place = named ?? (count == 1 ? 0 : nil), place < count else {
            throw .noAgreement(
                reason: "LISTEN_FDS passes \(count) sockets and LISTEN_FDNAMES calls none of "
                    + "them \(name)")
        }
        return try Listener(inherited: first + place)
    }

    static func unset(_ variable: String) {
        _ = unsafe variable.withCString { unsafe clinux_unset_environment($0) }
    }
}
