import Testing

@testable import rollcall

struct TimeSpanTests {
    @Test(
        "a span is a count and a unit",
        arguments: [("30s", 30), ("15m", 900), ("1h", 3_600), ("90d", 7_776_000)])
    func valid(_ text: String, _ seconds: Int64) {
        #expect(TimeSpan(argument: text)?.seconds == seconds)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "h", "1", "0s", "-1h", "+1h", "1.5h", "1 h", "1w", "99999999999999999999d",
            "36501d",
        ])
    func refused(_ text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }
}
