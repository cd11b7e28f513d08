import TTRPC
import Testing

@testable import rollcall_load

@Suite("Cutting answers out of a stream")
struct CutTests {
    @Test("a value of Redis is whole only with its last byte")
    func redisValue() throws {
        let value = [UInt8](repeating: UInt8(ascii: "x"), count: 71)
        let bytes = Array("+OK\r\n$71\r\n".utf8) + value + Array("\r\n+".utf8)
        let exchange = RedisExchange(.get(seed: 1), Population(count: 1))
        let answer = try whole(exchange.cut(bytes.span, from: 5))
        #expect(Array(bytes[answer.body]) == value)
        #expect(answer.end == bytes.count - 1)
        for count in 5..<(bytes.count - 1) {
            let piece = Array(bytes[..<count])
            #expect(needsMore(exchange.cut(piece.span, from: 5)), "\(count) bytes")
        }
    }

    @Test("a line of Redis ends where the line does", arguments: ["+OK", "-ERR no", "$-1"])
    func redisLine(line: String) throws {
        let bytes = Array((line + "\r\n$").utf8)
        let exchange = RedisExchange(.set, Population(count: 1))
        let answer = try whole(exchange.cut(bytes.span, from: 0))
        #expect(String(decoding: bytes[answer.body], as: UTF8.self) == line)
        #expect(answer.end == bytes.count - 1)
    }

    @Test("an echo's frame is a request, and no answer of the daemon's")
    func echoFrame() throws {
        var bytes: [UInt8] = []
        let asked = DirectoryExchange(
            CallMix(WorkloadPlan("by-uuid", [.byUUID: 1]), Population(count: 1), seed: 1, choice: 0)
        )
        asked.append(Call(user: 0, operation: .byUUID), id: 77, to: &bytes)
        let answer = try whole(EchoExchange(asked).cut(bytes.span, from: 0))
        #expect(answer.id == 77)
        #expect(answer.end == bytes.count)
        guard case .violation = asked.cut(bytes.span, from: 0) else {
            Issue.record("a request was taken for an answer")
            return
        }
    }

    @Test("an answer of HTTP is whole with the last byte of its body")
    func httpAnswer() throws {
        let head = "HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-LENGTH:  5\r\n\r\n"
        let bytes = Array(("x" + head + "hello" + "HTTP/1.1 2").utf8)
        let end = 1 + head.utf8.count + 5
        let answer = try whole(HTTPAnswer.cut(bytes.span, from: 1))
        #expect(answer.end == end)
        #expect(answer.id == nil)
        #expect(HTTPAnswer.status(bytes.span, answer.body) == 404)
        let content = HTTPAnswer.content(bytes.span, answer.body)
        #expect(String(decoding: bytes[content], as: UTF8.self) == "hello")
        for count in 1..<end {
            let piece = Array(bytes[..<count])
            #expect(needsMore(HTTPAnswer.cut(piece.span, from: 1)), "\(count) bytes")
        }
    }

    @Test(
        "what is no HTTP with a length is refused",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        ])
    func noHTTP(text: String) {
        let bytes = Array(text.utf8)
        guard case .violation = HTTPAnswer.cut(bytes.span, from: 0) else {
            Issue.record("taken for an answer")
            return
        }
    }

    private func whole(_ cut: Cut) throws -> (id: UInt32?, body: Range<Int>, end: Int) {
        guard case .answer(let id, let body, let end) = cut else {
            throw Unexpected(what: "\(cut)")
        }
        return (id, body, end)
    }

    private func needsMore(_ cut: Cut) -> Bool {
        guard case .needsMore = cut else { return false }
        return true
    }

    private struct Unexpected: Error {
        var what: String
    }
}
