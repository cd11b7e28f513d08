/// The messages of a stream as they came, packed, for callers that know a method by its description
/// alone. Otherwise as `MessageStream`.
public struct PackedStream: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = RollcallError

    let call: StreamCall

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call) }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let call: StreamCall
        private var batch: [[UInt8]] = []
        private var taken = 0

        init(_ call: StreamCall) { self.call = call }

        public mutating func next() async throws(RollcallError) -> [UInt8]? {
            while taken == batch.count {
                if Task.isCancelled { throw .cancelledByCaller }
                guard let messages = try await call.messages() else { return nil }
                batch = messages
                taken = 0
            }
            defer { taken += 1 }
            return batch[taken]
        }
    }
}
