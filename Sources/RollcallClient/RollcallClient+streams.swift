import DirectoryAPI
import NIOCore
import ProtobufC
import TTRPC

/// Each stream has a connection of its own. ttrpc knows neither flow control nor a way to cancel:
/// on a shared connection a consumer that waits would hold up every other call, and a stream that
/// nobody wants any more would be sent to the end. Here not reading holds back this stream alone,
/// and closing ends it.
extension RollcallClient {
    /// Calls a method that answers with any number of messages. The request is sent at once; the
    /// client's own timeout is for single calls, only the options' counts.
    public func stream<Method: ServerStreamingMethod>(
        _: Method.Type, _ request: Method.Request, options: CallOptions = CallOptions()
    ) -> MessageStream<Method.Response> {
        var payload: [UInt8] = []
        request.encode(into: &payload, in: Arena(capacity: 64 << 20, firstBlock: 1_024))
        return MessageStream(
            call: open(.serverStreaming, Method.service, Method.name, payload, options))
    }

    /// The same for any method, by the full name of its service, with a message that is packed
    /// already; gives packed messages.
    public func stream(
        service: String, method: String, payload: [UInt8], options: CallOptions = CallOptions()
    ) -> PackedStream {
        PackedStream(call: open(.serverStreaming, service, method, payload, options))
    }

    /// Calls a method that takes any number of messages, which `body` sends; answers once it has
    /// returned. What `body` throws ends the stream; what the server answers before ends it too,
    /// and is what the writer throws.
    public func upload<Method: ClientStreamingMethod>(
        _: Method.Type, options: CallOptions = CallOptions(),
        _ body: (RequestWriter<Method.Request>) async throws -> Void
    ) async throws -> Method.Response {
        let call = open(.clientStreaming, Method.service, Method.name, [], options)
        do {
            try await body(RequestWriter(call: call))
            let answer = try await call.answer()
            return try Method.Response(decoding: answer.span, in: Arena(firstBlock: 2_048))
        } catch is DecodingProblem {
            throw RollcallError.undecodable
        } catch {
            call.cancel()
            throw error
        }
    }

    private func open(
        _ kind: StreamKind, _ service: String, _ method: String, _ payload: [UInt8],
        _ options: CallOptions
    ) -> StreamCall {
        let deadline = options.timeout.map { NIODeadline.now() + TimeAmount($0) }
        let told = deadline.map { (MetadataKey.deadline, String($0.uptimeNanoseconds)) }
        return StreamCall(
            StreamLink.Opening(
                kind: kind, service: service, method: method, payload: payload,
                metadata: (told.map { [$0] } ?? []) + options.metadata, deadline: deadline),
            socketPath: socketPath, connectTimeout: connectTimeout, eventLoop: eventLoop)
    }
}
