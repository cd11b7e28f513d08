import DirectoryDomain
import TTRPC

/// Who calls, and what that caller may do.
struct Caller: Sendable {
    /// Which users' records a call may reach.
    enum Reach: Equatable, Sendable {
        case everyone
        case only(UserUUID)
        /// A token whose subject can be no user's uuid.
        case nobody

        func includes(_ uuid: UserUUID) -> Bool {
            switch self {
            case .everyone: true
            case .only(let own): own == uuid
            case .nobody: false
            }
        }
    }

    /// Empty for none.
    var organizationID = ""
    /// For the audit trail; never anything personal.
    var actor: String
    var scopes: Set<Scope>
    var reach = Reach.everyone
    /// Of its organization.
    var visibility = Visibility.shared
    /// nil for a caller without a budget.
    var meter: (LookUpMeter, LookUpBudget)?
    /// Which share of what may be in flight its calls count in.
    var lane = CallLane.directory

    /// Whether an answer is the same for it as for everybody, and costs it nothing.
    var isUnrestricted: Bool {
        reach == .everyone && visibility == .shared && meter == nil
    }

    /// The line that its commands wait in: an operator's is not behind a peer that floods.
    func line(of peer: Peer) -> UInt64 {
        switch lane {
        case .directory: UInt64(peer.uid)
        case .operations: .max
        }
    }
}
