/// Calls a second, as people write them: 500, 500/s, 20k/s, 1.5k/s.
struct CallRate: Codable, Equatable, Sendable {
    let perSecond: Double

    init(perSecond: Double) { self.perSecond = perSecond }

    init?(argument: String) {
        let text = argument.hasSuffix("/s") ? argument.dropLast(2) : argument[...]
        let factors: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6]
        let factor = text.last.flatMap { factors[$0] }
        let digits = factor == nil ? text : text.dropLast()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
            let number = Double(digits), number.isFinite
        else { return nil }
        let rate = number * (factor ?? 1)
        guard rate > 0, rate <= 1e8 else { return nil }
        perSecond = rate
    }

    var text: String {
        perSecond >= 1_000
            ? "\(Decimals.plain(perSecond / 1_000, 2))k/s" : "\(Decimals.plain(perSecond, 2))/s"
    }
}
