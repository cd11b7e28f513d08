/// Numbers as the reports write them.
enum Decimals {
    /// With this many digits behind the point.
    static func text(_ number: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((abs(number) * Double(scale)).rounded())
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + grouped(scaled) }
        let fraction = String(scaled % scale)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return sign + grouped(scaled / scale) + "." + zeros + fraction
    }

    /// With a thin gap after every three digits: 512 345.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(" ") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// Without gaps, and without zeros at the end: 1.5, 20.
    static func plain(_ number: Double, _ digits: Int) -> String {
        var text = Decimals.text(number, digits).filter { $0 != " " }
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// A time in the unit that suits it, to three digits or so: 950 ns, 12.3 µs, 4.56 ms, 1.20 s.
    static func time(_ nanoseconds: UInt64) -> String {
        let value = Double(nanoseconds)
        for (unit, size) in [("µs", 1e3), ("ms", 1e6), ("s", 1e9)] where value < size * 999.5 {
            if value < 999.5 { return "\(nanoseconds) ns" }
            let scaled = value / size
            return Decimals.text(scaled, scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0) + " " + unit
        }
        return Decimals.text(value / 1e9, 0) + " s"
    }

    /// A part as a percentage, with as many digits as it takes to tell it from nothing.
    static func percent(_ part: Double) -> String {
        "\(Decimals.plain(part * 100, part < 0.001 ? 4 : 2)) %"
    }

    static func bytes(_ count: Int) -> String {
        "\(Decimals.text(Double(count) / 1_048_576, 1)) MiB"
    }
}
