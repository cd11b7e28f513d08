import Glibc

/// The planned times of an open load's calls, in nanoseconds after its start, one after the other.
///
/// A plan does not know how the calls fare: the n-th one's time is what it is, whether or not the
/// ones before it were answered, or even sent.
struct Schedule: Sendable {
    private let profile: RateProfile
    private let share: ProcessShare
    private var random: SplitMix64?
    /// The place of the next call, in calls of all processes; whole numbers when they come evenly.
    private var position = 0.0

    init(_ profile: RateProfile, _ arrivals: Arrivals, share: ProcessShare = .whole) {
        self.profile = profile
        self.share = share
        if case .poisson(let seed) = arrivals { random = SplitMix64(seed: seed) }
        advance(by: random == nil ? share.index : share.index + 1)
    }

    /// nil at the end.
    mutating func next() -> UInt64? {
        guard let seconds = profile.time(ofCall: position) else { return nil }
        advance(by: share.count)
        return UInt64((seconds * 1e9).rounded())
    }

    /// All processes draw the same numbers, and each keeps its own of them.
    private mutating func advance(by calls: Int) {
        guard random != nil else {
            position += Double(calls)
            return
        }
        for _ in 0..<calls { position -= log(1 - random!.nextUnit()) }
    }
}
