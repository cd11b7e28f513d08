import Testing

@testable import DirectoryGateway

@Suite struct RequestTargetTests {
    @Test("a target is cut at the first question mark, and its fragment is dropped")
    func cut() {
        let target = RequestTarget("/a/b?x=1?2&y=3#z?w")
        #expect(target.path == "/a/b")
        #expect(target.query.first("x") == .value("1?2"))
        #expect(target.query.first("y") == .value("3"))
        #expect(RequestTarget("/a").query.first("a") == .notGiven)
    }

    @Test(
        "segments are decoded once, and an encoded slash stays in its segment",
        arguments: [
            ("/users/a%2Fb/x", ["users", "a/b", "x"]), ("/a%2520b", ["a%20b"]), ("/a+b", ["a+b"]),
            ("/", [""]), ("/a/", ["a", ""]), ("//a", ["", "a"]),
        ])
    func segments(_ path: String, _ segments: [String]) {
        #expect(RequestTarget(path).segments == segments)
    }

    @Test(
        "a segment that does not decode reads as the replacement character, which none of ours is",
        arguments: [
            ("/a%zz", ["\u{FFFD}"]), ("/%FF/b", ["\u{FFFD}", "b"]),
            ("/users/1%00/x", ["users", "\u{FFFD}", "x"]),
        ])
    func undecodable(_ path: String, _ segments: [String]) {
        #expect(RequestTarget(path).segments == segments)
    }

    @Test(
        "a path that does not begin with a slash has no segments", arguments: ["", "*", "a/b"])
    func noSegments(_ path: String) {
        #expect(RequestTarget(path).segments == nil)
    }

    @Test(
        "the family is told by the beginning of the path",
        arguments: [
            ("/users/x", Family.smartphoneKey), ("/users/", .smartphoneKey), ("/users", .elsewhere),
            ("/api/v1/x", .checkUser), ("/api/v2/x", .elsewhere), ("/protected/json/x", .authy),
            ("/", .elsewhere), ("/openapi.json", .elsewhere),
        ])
    func family(_ path: String, _ family: Family) {
        #expect(Family(path: path[...]) == family)
    }
}
