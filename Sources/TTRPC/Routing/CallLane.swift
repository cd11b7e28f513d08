/// What a call is about, when there is too much in flight.
package enum CallLane: Sendable {
    /// What the product is for.
    case directory
    /// What an operator looks at trouble with. It has a reserve of its own, so that it gets in when
    /// the directory's share is spent.
    case operations
}

/// How much may still be in flight.
package enum CallRoom: Sendable {
    case free
    /// The reserve only.
    case reserve
    case none

    package func admits(_ lane: CallLane) -> Bool {
        switch self {
        case .free: true
        case .reserve: lane == .operations
        case .none: false
        }
    }
}
