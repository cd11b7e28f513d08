import ProtobufC
import TTRPC

extension FuzzCheck {
    /// The Request read by hand is the one that protobuf-c reads.
    static let request = FuzzCheck("request") { bytes in
        var limits = Limits()
        limits.metadataPairs = .max
        let byHand = try? RequestEnvelope(bytes.span, 0..<bytes.count, limits: limits)
        let byLibrary = try? Arena().unpack(.ttrpcRequest, from: bytes.span) { reader in
            ReadRequest(reader)
        }
        guard let byHand, let byLibrary else {
            if byHand == nil, byLibrary == nil { return nil }
            return byHand == nil ? "only protobuf-c reads it" : "protobuf-c does not read it"
        }
        return ReadRequest(byHand, bytes) == byLibrary ? nil : "protobuf-c reads something else"
    }

    /// The Response read by hand is the one that protobuf-c reads.
    static let response = FuzzCheck("response") { bytes in
        let envelope = try? ResponseEnvelope(bytes.span, 0..<bytes.count)
        let byHand = envelope.map { ReadResponse($0, bytes) }
        let byLibrary = try? Arena().unpack(.ttrpcResponse, from: bytes.span) { reader in
            ReadResponse(reader, besides: byHand ?? ReadResponse(payload: []))
        }
        guard let byHand, let byLibrary else {
            if byHand == nil, byLibrary == nil { return nil }
            return byHand == nil ? "only protobuf-c reads it" : "protobuf-c does not read it"
        }
        return byHand == byLibrary ? nil : "protobuf-c reads something else"
    }
}

private struct ReadRequest: Equatable {
    var service: [UInt8]
    var method: [UInt8]
    var payload: [UInt8]
    var timeoutNanoseconds: Int64
    var metadata: [[UInt8]] = []

    init(_ envelope: RequestEnvelope, _ bytes: [UInt8]) {
        service = Array(bytes[envelope.service])
        method = Array(bytes[envelope.method])
        payload = Array(bytes[envelope.payload])
        timeoutNanoseconds = envelope.timeoutNanoseconds
        for pair in envelope.metadata {
            metadata += [Array(bytes[pair.key]), Array(bytes[pair.value])]
        }
    }

    init(_ reader: borrowing MessageReader) {
        service = Array(reader.string(1).utf8)
        method = Array(reader.string(2).utf8)
        payload = reader.bytes(3)
        timeoutNanoseconds = reader.int64(4)
        var pairs: [[UInt8]] = []
        reader.messages(5) { pairs += [Array($0.string(1).utf8), Array($0.string(2).utf8)] }
        metadata = pairs
    }
}

private struct ReadResponse: Equatable {
    var code: Int32 = 0
    var message: [UInt8] = []
    var payload: [UInt8]

    init(payload: [UInt8]) { self.payload = payload }

    init(_ envelope: ResponseEnvelope, _ bytes: [UInt8]) {
        payload = Array(bytes[envelope.payload])
        // A status of code 0 is none at all.
        guard let status = envelope.status else { return }
        code = status.rawCode
        message = Array(status.message.utf8)
    }

    init(_ reader: borrowing MessageReader, besides byHand: ReadResponse) {
        payload = reader.bytes(2)
        let status = reader.message(1) { ($0.int32(1), Array($0.string(2).utf8)) }
        guard let status else { return }
        if status.0 != 0 {
            (code, message) = status
        } else {
            // Of a status that comes twice protobuf-c 1.4.1 forgets the earlier one's code, where
            // the format merges them: then nothing is compared but the payload.
            (code, message) = (byHand.code, byHand.message)
        }
    }
}
