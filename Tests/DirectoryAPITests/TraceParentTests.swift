import DirectoryAPI
import Testing

@Suite struct TraceParentTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"

    @Test("a well-formed field is read, and of its flags what is defined")
    func wellFormed() throws {
        let given = try #require(TraceParent("00-\(Self.trace)-\(Self.span)-ff"))
        #expect(given.traceID == Self.trace)
        #expect(given.spanID == Self.span)
        #expect(given.flags == 3)
        #expect(given.description == "00-\(Self.trace)-\(Self.span)-03")
    }

    @Test(
        "of a later version what 00 has is read",
        arguments: ["cc-\(trace)-\(span)-01", "cc-\(trace)-\(span)-01-what-comes"])
    func laterVersion(_ text: String) throws {
        let given = try #require(TraceParent(text))
        #expect(given.description == "00-\(Self.trace)-\(Self.span)-01")
    }

    @Test(
        "what is none is refused",
        arguments: [
            "", "00", "ff-\(trace)-\(span)-01", "00-\(trace)-\(span)-01-more",
            "cc-\(trace)-\(span)-01more", "00-\(trace)-\(span)", "00-\(trace)-\(span)-1",
            "00-00000000000000000000000000000000-\(span)-01", "00-\(trace)-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-\(span)-01", "00_\(trace)-\(span)-01",
            "00-\(trace)-\(span)-0g", "0g-\(trace)-\(span)-01", " 00-\(trace)-\(span)-01",
        ])
    func malformed(_ text: String) { #expect(TraceParent(text) == nil) }

    @Test("a child is of the same trace, under a span of its own")
    func child() throws {
        let given = try #require(TraceParent("00-\(Self.trace)-\(Self.span)-01"))
        let child = given.child()
        #expect(child.traceID == given.traceID)
        #expect(child.flags == given.flags)
        #expect(child.spanID != given.spanID)
        #expect(TraceParent(child.description) == child)
    }

    @Test("a fresh one is well-formed, and no two are one")
    func fresh() {
        let some = (0..<100).map { _ in TraceParent.fresh() }
        #expect(some.allSatisfy { TraceParent($0.description) == $0 })
        #expect(Set(some.map(\.traceID)).count == 100)
    }

    @Test("an id of digits alone may be a number, and is told from a random one")
    func opaque() throws {
        let number = try #require(
            TraceParent("00-00000000000000000000015557654321-\(Self.span)-01"))
        #expect(!number.isOpaque)
        #expect(try #require(TraceParent("00-\(Self.trace)-\(Self.span)-01")).isOpaque)
    }
}
