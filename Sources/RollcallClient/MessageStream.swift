import DirectoryAPI
import ProtobufC

/// The messages of a stream, in the order in which they were sent. To be gone through once.
///
/// What is not taken is not read from the connection either, beyond some hundred KiB, so that a
/// slow consumer holds the server back and costs no memory. Whoever stops before the end, or whose
/// task is cancelled, ends the stream on the server too.
public struct MessageStream<Message: MessageCoding & Sendable>: AsyncSequence, Sendable {
    public typealias Element = Message
    public typealias Failure = RollcallError

    let call: StreamCall

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call) }

    public struct AsyncIterator: AsyncIteratorProtocol {
        private let arena = Arena(firstBlock: 2_048)
        private var packed: PackedStream.AsyncIterator

        init(_ call: StreamCall) { packed = PackedStream.AsyncIterator(call) }

        public mutating func next() async throws(RollcallError) -> Message? {
            guard let bytes = try await packed.next() else { return nil }
            do {
                return try Message(decoding: bytes.span, in: arena)
            } catch {
                packed.call.cancel()
                throw .undecodable
            }
        }
    }
}
