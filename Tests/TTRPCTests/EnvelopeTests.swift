import ProtobufC
import Testing

@testable import TTRPC

/// Bytes of Protocol Buffers, written by hand.
enum Wire {
    static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        precondition(bytes.count < 128)
        return [number << 3 | 2, UInt8(bytes.count)] + bytes
    }
    static func field(_ number: UInt8, _ text: String) -> [UInt8] {
        field(number, Array(text.utf8))
    }
    static func varint(_ number: UInt8, _ value: UInt64) -> [UInt8] {
        var bytes = [number << 3]
        WireWriter.varint(value, to: &bytes)
        return bytes
    }
    static func pair(_ key: String, _ value: String) -> [UInt8] {
        field(5, field(1, key) + field(2, value))
    }
}

private func envelope(_ bytes: [UInt8]) throws(EnvelopeProblem) -> RequestEnvelope {
    try RequestEnvelope(bytes.span, 0..<bytes.count, limits: Limits())
}

private func problem(of bytes: [UInt8]) -> EnvelopeProblem? {
    do {
        _ = try envelope(bytes)
        return nil
    } catch { return error }
}

@Suite("Envelopes")
struct EnvelopeTests {
    private let whole =
        Wire.field(1, "a.Service") + Wire.field(2, "Method") + Wire.field(3, [1, 2])
        + Wire.varint(4, 5_000) + Wire.pair("K", "v")

    @Test("a request's fields are read where they stand")
    func fields() throws {
        let read = try envelope(whole)
        #expect(String(decoding: whole[read.service], as: UTF8.self) == "a.Service")
        #expect(String(decoding: whole[read.method], as: UTF8.self) == "Method")
        #expect(Array(whole[read.payload]) == [1, 2])
        #expect(read.timeoutNanoseconds == 5_000)
        #expect(read.metadata.count == 1)
    }

    @Test("fields may come in any order")
    func order() throws {
        let bytes = Wire.varint(4, 7) + Wire.field(3, [9]) + Wire.field(2, "M") + Wire.field(1, "S")
        let read = try envelope(bytes)
        #expect(read.timeoutNanoseconds == 7)
        #expect(Array(bytes[read.payload]) == [9])
        #expect(String(decoding: bytes[read.service], as: UTF8.self) == "S")
    }

    @Test("of a repeated singular field the last wins")
    func lastWins() throws {
        let bytes =
            Wire.field(1, "old") + Wire.field(1, "new") + Wire.varint(4, 1) + Wire.varint(4, 2)
        let read = try envelope(bytes)
        #expect(String(decoding: bytes[read.service], as: UTF8.self) == "new")
        #expect(read.timeoutNanoseconds == 2)
    }

    @Test("unknown fields of every kind are skipped")
    func unknown() throws {
        let strange: [UInt8] =
            Wire.varint(9, 300) + Wire.field(10, "x") + [11 << 3 | 5, 1, 2, 3, 4]
            + [12 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8]
        let read = try envelope(strange + whole)
        #expect(read.timeoutNanoseconds == 5_000)
    }

    @Test("a negative timeout is read as one")
    func negative() throws {
        let read = try envelope(Wire.varint(4, UInt64(bitPattern: -1)))
        #expect(read.timeoutNanoseconds == -1)
    }

    @Test("metadata keeps its order and its duplicates")
    func metadata() throws {
        let bytes = Wire.pair("b", "1") + Wire.pair("a", "2") + Wire.pair("b", "3")
        let read = try envelope(bytes)
        let pairs = read.metadata.map {
            String(decoding: bytes[$0.key], as: UTF8.self)
                + String(decoding: bytes[$0.value], as: UTF8.self)
        }
        #expect(pairs == ["b1", "a2", "b3"])
    }

    @Test("more pairs of metadata than the limit are refused")
    func tooMuchMetadata() {
        let pairs = (0..<10_000).flatMap { _ in Wire.pair("k", "v") }
        #expect(problem(of: pairs) == .tooMuchMetadata)
    }

    @Test("bad UTF-8 and a NUL in a string are seen")
    func badStrings() {
        #expect(problem(of: Wire.field(1, [0xff])) == .badString)
        #expect(problem(of: Wire.field(2, [0x61, 0, 0x62])) == .badString)
        #expect(problem(of: Wire.field(5, Wire.field(1, [0xc3]))) == .badString)
        #expect(problem(of: Wire.field(5, Wire.field(2, [0xed, 0xa0, 0x80]))) == .badString)
        #expect(problem(of: Wire.field(3, [0xff, 0])) == nil)
    }

    @Test("what is not the wire format is malformed")
    func malformed() {
        let bad: [[UInt8]] = [
            [0x0a], [0x0a, 5, 1], [0x80], [0x00], [0x0b], Wire.varint(1, 3),
            [0x20] + [UInt8](repeating: 0xff, count: 11), [0xfd, 0xff, 0xff, 0xff, 0x7f, 1],
        ]
        for bytes in bad { #expect(problem(of: bytes) == .malformed, "\(bytes)") }
        for length in 1..<whole.count where ![11, 19, 23, 26].contains(length) {
            #expect(problem(of: Array(whole[..<length])) == .malformed, "\(length)")
        }
    }

    @Test("a tag or a length in more bytes than 32 bits take is malformed, as protobuf-c says")
    func overlong() {
        let tag: [UInt8] = [0x8a, 0x80, 0x80, 0x80, 0x80, 0x00, 1, 0x61]
        let length: [UInt8] = [0x0a, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 0x61]
        for bytes in [tag, length] {
            #expect(problem(of: bytes) == .malformed)
            #expect(throws: DecodingProblem.malformed) {
                try Arena().unpack(.ttrpcRequest, from: bytes.span) { _ in }
            }
        }
        #expect(problem(of: [0x8a, 0x80, 0x80, 0x80, 0x00, 1, 0x61]) == nil)
    }

    @Test("protobuf-c reads what is written by hand, and the other way round")
    func agreesWithProtobufC() throws {
        var byHand: [UInt8] = []
        RequestEnvelope.append(
            service: "a.S", method: "M", payload: [1, 0, 2], timeoutNanoseconds: -5,
            metadata: [("k", "v"), ("k", "ü")], to: &byHand)
        var byLibrary: [UInt8] = []
        let arena = Arena()
        arena.pack(.ttrpcRequest, into: &byLibrary) { writer in
            writer.set(1, string: "a.S")
            writer.set(2, string: "M")
            writer.set(3, bytes: [1, 0, 2])
            writer.set(4, int64: -5)
            writer.set(5, repeated: [("k", "v"), ("k", "ü")]) { pair, inner in
                inner.set(1, string: pair.0)
                inner.set(2, string: pair.1)
            }
        }
        #expect(byHand == byLibrary)
        let read = try envelope(byLibrary)
        #expect(Array(byLibrary[read.payload]) == [1, 0, 2])
        #expect(read.metadata.count == 2)
    }

    @Test("a status goes over the wire with its code, message and delay")
    func status() throws {
        let codes = Array(0...16) + [77, -3]
        for code in codes where code != 0 {
            let sent = Status(rawCode: Int32(code), message: "why", retryAfterMilliseconds: 61_500)
            var bytes: [UInt8] = []
            ResponseEnvelope.append(sent, to: &bytes)
            let read = try ResponseEnvelope(bytes.span, 0..<bytes.count)
            #expect(read.status == sent)
            #expect(read.payload.isEmpty)
        }
    }

    @Test("a status that comes twice is merged, and one with a detail of another type malformed")
    func mergedStatus() throws {
        let twice = Wire.field(1, Wire.varint(1, 5)) + Wire.field(1, Wire.field(2, "why"))
        #expect(
            try ResponseEnvelope(twice.span, 0..<twice.count).status == Status(.notFound, "why"))
        let detail = Wire.field(1, Wire.varint(1, 5) + Wire.field(3, Wire.varint(1, 1)))
        #expect(throws: EnvelopeProblem.malformed) {
            try ResponseEnvelope(detail.span, 0..<detail.count)
        }
    }

    @Test("a status counts without a delay that does not decode")
    func unreadableDelay() throws {
        let url = Wire.field(1, "type.googleapis.com/google.rpc.RetryInfo")
        let any = Wire.field(3, url + Wire.field(2, [0x0a, 5]))
        let bytes = Wire.field(1, Wire.varint(1, 8) + any)
        let read = try ResponseEnvelope(bytes.span, 0..<bytes.count)
        #expect(read.status == Status(.resourceExhausted, ""))
    }

    @Test("OK is written as no status")
    func ok() throws {
        var bytes: [UInt8] = []
        let payload: [UInt8] = [1, 2, 3]
        let nothing: [UInt8] = []
        ResponseEnvelope.append(payload: payload.span, to: &bytes)
        #expect(bytes == [0x12, 3, 1, 2, 3])
        let read = try ResponseEnvelope(bytes.span, 0..<bytes.count)
        #expect(read.status == nil)
        var empty: [UInt8] = []
        ResponseEnvelope.append(payload: nothing.span, to: &empty)
        #expect(empty.isEmpty)
    }

    @Test("protobuf-c reads a status with RetryInfo")
    func statusAgrees() throws {
        var bytes: [UInt8] = []
        ResponseEnvelope.append(
            Status(.resourceExhausted, "later", retryAfterMilliseconds: 2_250), to: &bytes)
        let seen = try Arena().unpack(.ttrpcResponse, from: bytes.span) { response in
            response.message(1) { status in
                var url = ""
                var value: [UInt8] = []
                status.messages(3) { any in
                    url = any.string(1)
                    value = any.bytes(2)
                }
                return (status.int32(1), status.string(2), url, value)
            }
        }
        let status = try #require(seen)
        #expect(status.0 == 8 && status.1 == "later")
        #expect(status.2 == "type.googleapis.com/google.rpc.RetryInfo")
        let packed = status.3
        let delay = try Arena().unpack(.retryInfo, from: packed.span) { info in
            info.message(1) { ($0.int64(1), $0.int32(2)) }
        }
        #expect(delay?.0 == 2 && delay?.1 == 250_000_000)
    }
}
