import DirectoryAPI
import Testing

struct TimestampTextTests {
    @Test(
        "a moment is written as RFC 3339 and read back",
        arguments: [
            (0, 0, "1970-01-01T00:00:00Z"), (-1, 0, "1969-12-31T23:59:59Z"),
            (1_705_314_600, 0, "2024-01-15T10:30:00Z"),
            (951_782_400, 1_000_000, "2000-02-29T00:00:00.001Z"),
            (1_709_164_800, 1_000, "2024-02-29T00:00:00.000001Z"),
            (4_107_542_399, 1, "2100-02-28T23:59:59.000000001Z"),
            (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
            (253_402_300_799, 999_000_000, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, Int32, String)])
    func bothWays(_ seconds: Int64, _ nanos: Int32, _ text: String) {
        let time = ProtoTimestamp(seconds: seconds, nanos: nanos)
        #expect(time.rfc3339() == text)
        #expect(ProtoTimestamp(rfc3339: text) == time)
    }

    @Test("the digits of the fraction may be chosen, and are cut off, not rounded")
    func fraction() {
        let time = ProtoTimestamp(seconds: 1_705_314_600, nanos: 999_999_999)
        #expect(time.rfc3339(fractionDigits: 0) == "2024-01-15T10:30:00Z")
        #expect(time.rfc3339(fractionDigits: 3) == "2024-01-15T10:30:00.999Z")
        #expect(
            ProtoTimestamp(seconds: 1_705_314_600).rfc3339(fractionDigits: 3)
                == "2024-01-15T10:30:00.000Z")
    }

    @Test("a moment outside the years 1 to 9999 is cut to the nearest inside")
    func outside() {
        #expect(ProtoTimestamp(seconds: .min).rfc3339() == "0001-01-01T00:00:00Z")
        #expect(
            ProtoTimestamp(seconds: .max, nanos: -1).rfc3339(fractionDigits: 0)
                == "9999-12-31T23:59:59Z")
    }

    @Test("an offset is taken off")
    func offsets() {
        let wanted = ProtoTimestamp(seconds: 1_705_314_600)
        #expect(ProtoTimestamp(rfc3339: "2024-01-15T12:30:00+02:00") == wanted)
        #expect(ProtoTimestamp(rfc3339: "2024-01-15t05:00:00-05:30") == wanted)
        #expect(ProtoTimestamp(rfc3339: "2016-12-31T23:59:60Z")?.seconds == 1_483_228_800)
    }

    @Test(
        "what is no such time is refused",
        arguments: [
            "", "2024-01-15", "2024-01-15T10:30:00", "2024-13-15T10:30:00Z",
            "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-04-31T00:00:00Z",
            "2024-01-15T24:00:00Z", "2024-01-15T10:60:00Z", "2024-01-15T10:30:61Z",
            "2024-01-15T10:30:00.Z", "2024-01-15T10:30:00.0000000001Z", "2024-01-15T10:30:00Zx",
            "2024-01-15 10:30:00Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01", "24-01-15T10:30:00Z", "2024-01-15T10:30:00+2:00",
        ])
    func refused(_ text: String) {
        #expect(ProtoTimestamp(rfc3339: text) == nil)
    }
}
