import Testing

@testable import DirectoryGateway

@Suite struct RequestLineTests {
    @Test(
        "a line tells its method and target, and whether the target is all there",
        arguments: [
            ("GET /users/x HTTP/1.1\r\nHost: x\r\n", "GET", "/users/x", true),
            ("\r\nFOO /a?b=c HTTP/1.1", "FOO", "/a?b=c", true),
            ("GET /a ", "GET", "/a", true), ("GET /a\r\n", "GET", "/a", true),
            ("GET /users/aaa", "GET", "/users/aaa", false),
            ("GET /\u{e4} x", "GET", "/\u{e4}", true),
        ])
    func parts(_ text: String, _ method: String, _ target: String, _ isWhole: Bool) {
        let line = RequestLine(Array(text.utf8))
        #expect(line?.method == method)
        #expect(line?.target == target)
        #expect(line?.isWhole == isWhole)
    }

    @Test(
        "what does not begin as a request line is none",
        arguments: [
            "", "\r\n", "GET", "GET ", " /a HTTP/1.1", "GET  /a HTTP/1.1", "GET a HTTP/1.1",
            "\u{16}\u{3}\u{1}", "Host: x\r\nGET /a HTTP/1.1",
        ])
    func none(_ text: String) {
        #expect(RequestLine(Array(text.utf8)) == nil)
    }
}
