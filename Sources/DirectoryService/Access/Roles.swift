import TTRPC

/// Which uids may do more than an API key lets them.
package struct Roles: Sendable {
    package enum Role: Equatable, Sendable {
        /// Everything.
        case admin
        /// `Directory` without a key, also on behalf of subjects that it has verified.
        case trusted
        /// `Directory` with an API key.
        case stranger
    }

    private let admins: Set<UInt32>
    private let trusted: Set<UInt32>

    /// - Parameter own: the daemon's own uid, which is admin.
    package init(own: UInt32, admins: [UInt32] = [], trusted: [UInt32] = []) {
        self.admins = Set(admins).union([own])
        self.trusted = Set(trusted)
    }

    package func role(of peer: Peer) -> Role {
        if admins.contains(peer.uid) { return .admin }
        return trusted.contains(peer.uid) ? .trusted : .stranger
    }
}
