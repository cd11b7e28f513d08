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
        let asked = WorkloadExchange(.byUUID, Population(count: 1), seed: 1, choice: 0)
        asked.append(Call(user: 0), id: 77, to: &bytes)
        let answer = try whole(EchoExchange(asked).cut(bytes.span, from: 0))
        #expect(answer.id == 77)
        #expect(answer.end == bytes.count)
        guard case .violation = asked.cut(bytes.span, from: 0) else {
            Issue.record("a request was taken for an answer")
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
