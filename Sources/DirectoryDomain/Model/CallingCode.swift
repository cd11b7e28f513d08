/// The country calling codes in use (ITU-T E.164, list of assigned country codes): geographic
/// ones, global services and networks. They are free of prefixes: at most one of them begins a
/// number.
package enum CallingCode {
    /// The code at the start of E.164 digits (without the plus sign); nil when none is known.
    package static func prefix(of digits: some StringProtocol) -> String? {
        for length in 1...3 {
            let candidate = digits.prefix(length)
            guard candidate.count == length, let number = Int(candidate) else { return nil }
            if assigned.contains(number) { return String(candidate) }
        }
        return nil
    }

    private static let assigned = Set(ranges.flatMap { Array($0) })

    private static let ranges: [ClosedRange<Int>] = [
        // One digit: North America, and Russia with Kazakhstan.
        1...1, 7...7,
        // Two digits.
        20...20, 27...27, 30...34, 36...36, 39...41, 43...49, 51...58, 60...66, 81...82, 84...84,
        86...86, 90...95, 98...98,
        // Three digits, Africa and the islands around it.
        211...213, 216...216, 218...218, 220...258, 260...269, 290...291, 297...299,
        // Europe.
        350...359, 370...383, 385...387, 389...389, 420...421, 423...423,
        // The Americas.
        500...509, 590...599,
        // Oceania and South-East Asia.
        670...670, 672...683, 685...692,
        // Global services and networks; East Asia.
        800...800, 808...808, 850...850, 852...853, 855...856, 870...870, 878...878, 880...883,
        886...886, 888...888,
        // West and Central Asia.
        960...968, 970...977, 979...979, 992...996, 998...998,
    ]
}
