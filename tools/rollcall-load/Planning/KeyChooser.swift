import Glibc

/// Draws users, by their index, from a distribution.
struct KeyChooser: Sendable {
    private let count: Int
    private let distribution: KeyDistribution
    private let zipf: ZipfSampler?
    private let hotCount: Int
    private let hotCalls: Double

    init(_ distribution: KeyDistribution, count: Int) {
        precondition(count > 0)
        self.count = count
        self.distribution = distribution
        switch distribution {
        case .uniform: (zipf, hotCount, hotCalls) = (nil, 0, 0)
        case .zipf(let exponent):
            (zipf, hotCount, hotCalls) = (
                ZipfSampler(count: count, exponent: exponent), 0, 0
            )
        case .hotSet(let users, let calls):
            zipf = nil
            hotCount = min(count, max(1, Int(users * Double(count))))
            hotCalls = calls
        }
    }

    func next(_ random: inout SplitMix64) -> Int {
        if let zipf { return zipf.next(&random) }
        guard hotCount > 0 else { return random.next(below: count) }
        guard hotCount < count, random.nextUnit() >= hotCalls else {
            return random.next(below: hotCount)
        }
        return hotCount + random.next(below: count - hotCount)
    }
}
