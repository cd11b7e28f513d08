import Testing

@testable import rollcall_load

@Suite("Arguments and numbers")
struct ArgumentTests {
    @Test(
        "quantities are read as people write them",
        arguments: [("500", 500), ("100k", 100_000), ("1M", 1_000_000), ("0", 0)])
    func quantities(text: String, count: Int) {
        #expect(Quantity(argument: text)?.count == count)
    }

    @Test(
        "what is no quantity is refused",
        arguments: ["", "k", "1.5M", "-1", "1G", "9999999999999999999", "9223372036854775807k"])
    func noQuantities(text: String) {
        #expect(Quantity(argument: text) == nil)
    }

    @Test(
        "lengths of time are read with their unit",
        arguments: [("500ms", 500_000_000), ("5s", 5_000_000_000), ("1.5s", 1_500_000_000)])
    func timeSpans(text: String, nanoseconds: UInt64) {
        #expect(TimeSpan(argument: text)?.nanoseconds == nanoseconds)
    }

    @Test(
        "what is no length of time is refused",
        arguments: ["", "5", "s", "-1s", "nans", "infs", "25h", "1d"])
    func noTimeSpans(text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }

    @Test("numbers are rounded and grouped")
    func decimals() {
        #expect(Decimals.grouped(1_234_567) == "1 234 567")
        #expect(Decimals.text(12_345.678, 2) == "12 345.68")
        #expect(Decimals.text(0.05, 1) == "0.1")
        #expect(Decimals.text(0.001, 2) == "0.00")
        #expect(Decimals.text(9.999, 0) == "10")
    }
}
