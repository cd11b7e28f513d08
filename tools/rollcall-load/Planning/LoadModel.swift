/// How a run decides when to call.
enum LoadModel: Codable, Equatable, Sendable {
    /// By a plan that the server has no say in.
    case open(RateProfile, Arrivals)
    /// An answer is followed by the next call, so the load waits whenever the server is slow.
    case closed

    var isOpen: Bool {
        switch self {
        case .open: true
        case .closed: false
        }
    }

    var text: String {
        switch self {
        case .closed: return "closed loop, not for latency claims"
        case .open(let profile, let arrivals):
            let how = arrivals == .even ? "evenly" : "Poisson"
            guard profile.stretches.count == 1, profile.stretches[0].from == profile.stretches[0].to
            else { return "open, ramp, \(how)" }
            return "open, \(CallRate(perSecond: profile.stretches[0].from).text), \(how)"
        }
    }
}
