import ProtobufC

/// Sends the messages of a stream whose client sends more than one.
public struct RequestWriter<Message: MessageCoding & Sendable>: Sendable {
    let call: StreamCall

    /// Waits until the message has left: who sends faster than the connection takes is held back.
    ///
    /// - Throws: what the server has answered already, if it did.
    public func send(_ message: Message) async throws(RollcallError) {
        var payload: [UInt8] = []
        message.encode(into: &payload, in: Arena(capacity: 64 << 20, firstBlock: 16 << 10))
        try await call.send(payload)
    }
}
