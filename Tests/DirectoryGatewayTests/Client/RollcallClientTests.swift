import DirectoryAPI
import NIOCore
import ProtobufC
import RollcallClient
import Synchronization
import TTRPC
import Testing

@Suite struct RollcallClientTests {
    private func client(_ path: String) -> RollcallClient {
        RollcallClient(RollcallClient.Configuration(socketPath: path))
    }

    private func failure(
        _ client: RollcallClient, _ options: CallOptions = CallOptions()
    ) async -> RollcallError? {
        do {
            _ = try await client.call(service: "s", method: "m", payload: [], options: options)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "a call carries its method, message, metadata and time to the daemon, and its answer back")
    func call() async throws {
        let received = Mutex<TestDaemon.Received?>(nil)
        let user = User(uuid: "u-1", email: "a@b.c", version: 7)
        let daemon = try await TestDaemon { request in
            received.withLock { $0 = request }
            return .payload(user.encoded())
        }
        let client = client(daemon.path)
        let request = LookupUserRequest(key: UserKey(.uuid("u-1")))
        let options = CallOptions(
            metadata: [("x-api-key", "k"), ("x", ""), ("x", "2")], timeout: .seconds(5))
        let start = NIODeadline.now()
        #expect(try await client.call(LookupUser.self, request, options: options) == user)
        let seen = try #require(received.withLock { $0 })
        #expect(seen.service == "rollcall.v1.Directory")
        #expect(seen.method == "LookupUser")
        #expect(seen.streamID == 1)
        #expect(try LookupUserRequest(decoding: seen.payload) == request)
        #expect(seen.metadata.dropFirst() == ["x-api-key=k", "x=", "x=2"])
        let deadline = try #require(seen.metadata.first?.split(separator: "="))
        #expect(deadline.first == "x-rollcall-deadline")
        let moment = try #require(deadline.last.flatMap { UInt64($0) })
        #expect(moment >= (start + .seconds(5)).uptimeNanoseconds)
        #expect(moment <= (NIODeadline.now() + .seconds(5)).uptimeNanoseconds)
        #expect((1...5_000_000_000).contains(seen.timeoutNanoseconds))
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a call without a time limit names no deadline")
    func noDeadline() async throws {
        let received = Mutex<TestDaemon.Received?>(nil)
        let daemon = try await TestDaemon { request in
            received.withLock { $0 = request }
            return .payload([])
        }
        let client = client(daemon.path)
        #expect(await failure(client) == nil)
        let seen = try #require(received.withLock { $0 })
        #expect(seen.timeoutNanoseconds == 0 && seen.metadata.isEmpty)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("many calls at once each get their own answer, on odd streams of one connection")
    func multiplexed() async throws {
        let streams = Mutex<Set<UInt32>>([])
        let daemon = try await TestDaemon { request in
            streams.withLock { _ = $0.insert(request.streamID) }
            return .payload(request.payload)
        }
        let client = client(daemon.path)
        let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<500 {
                let payload = Array("call \(number)".utf8)
                group.addTask {
                    try await client.call(service: "s", method: "m", payload: payload) == payload
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 500 && answers.allSatisfy { $0 })
        let seen = streams.withLock { $0 }
        #expect(seen.count == 500 && seen.allSatisfy { $0 % 2 == 1 })
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a status becomes an error with its code, message and the time to wait")
    func status() async throws {
        let daemon = try await TestDaemon { _ in
            .status(Status(.resourceExhausted, "later", retryAfterMilliseconds: 1_500))
        }
        let client = client(daemon.path)
        let error = try #require(await failure(client))
        #expect(
            error == RollcallError(.resourceExhausted, "later", retryAfterMilliseconds: 1_500))
        #expect(!error.isTransport)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a code that gRPC does not know reads unknown")
    func unknownCode() async throws {
        let daemon = try await TestDaemon { _ in .status(Status(rawCode: 77, message: "")) }
        let client = client(daemon.path)
        #expect(await failure(client)?.code == .unknown)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("without a daemon a call fails as unavailable, and succeeds once there is one")
    func reconnects() async throws {
        let path = TestDaemon.freshPath()
        let client = client(path)
        let error = try #require(await failure(client))
        #expect(error.code == .unavailable && error.isTransport)
        let daemon = try await TestDaemon(path: path) { .payload($0.payload) }
        // The client does not try again for a few milliseconds after a failure.
        var last: RollcallError? = error
        while last != nil { last = await failure(client) }
        #expect(last == nil)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a lost connection fails the calls on it, and the next call makes a new one")
    func lost() async throws {
        let calls = Mutex(0)
        let daemon = try await TestDaemon { _ in
            let number = calls.withLock { count in
                count += 1
                return count
            }
            return number == 1 ? .hangUp : .payload([])
        }
        let client = client(daemon.path)
        let error = try #require(await failure(client))
        #expect(error.code == .unavailable && error.isTransport)
        #expect(await failure(client) == nil)
        #expect(calls.withLock { $0 } == 2)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a peer that does not speak ttrpc is left")
    func garbage() async throws {
        let daemon = try await TestDaemon { _ in .garbage }
        let client = client(daemon.path)
        #expect(await failure(client)?.isTransport == true)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a call without an answer ends at its deadline, and others go on")
    func deadline() async throws {
        let daemon = try await TestDaemon { request in
            request.timeoutNanoseconds > 0 ? .nothing : .payload([])
        }
        let client = client(daemon.path)
        let error = await failure(client, CallOptions(timeout: .milliseconds(20)))
        #expect(error?.code == .deadlineExceeded)
        #expect(await failure(client) == nil)
        #expect(await failure(client, CallOptions(timeout: .zero))?.code == .deadlineExceeded)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("a cancelled task's call ends at once")
    func cancelled() async throws {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let daemon = try await TestDaemon { _ in
            arrival.yield()
            return .nothing
        }
        let client = client(daemon.path)
        let task = Task { await failure(client) }
        for await _ in arrivals { break }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        let early = await withTaskGroup(of: RollcallError?.self) { group in
            group.cancelAll()
            group.addTask { await failure(client) }
            return await group.first { _ in true } ?? nil
        }
        #expect(early?.code == .cancelled)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("of many calls under way those that are cancelled end, and no other")
    func manyCancelled() async throws {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let daemon = try await TestDaemon { _ in
            arrival.yield()
            return .nothing
        }
        let client = client(daemon.path)
        let tasks = (0..<300).map { _ in Task { await failure(client) } }
        for await _ in arrivals.prefix(tasks.count) {}
        for number in tasks.indices where number % 3 == 0 { tasks[number].cancel() }
        for number in tasks.indices where number % 3 == 0 {
            #expect(await tasks[number].value?.code == .cancelled)
        }
        await client.shutdown()
        for number in tasks.indices where number % 3 != 0 {
            #expect(await tasks[number].value?.code == .unavailable)
        }
        try await daemon.stop()
    }

    @Test("after shutdown every call fails, those under way too")
    func shutDown() async throws {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let daemon = try await TestDaemon { _ in
            arrival.yield()
            return .nothing
        }
        let client = client(daemon.path)
        let task = Task { await failure(client) }
        for await _ in arrivals { break }
        await client.shutdown()
        #expect(await task.value?.code == .unavailable)
        #expect(await failure(client)?.code == .unavailable)
        try await daemon.stop()
    }

    @Test("a request larger than a message may be is refused, and nothing is sent")
    func tooLarge() async throws {
        let daemon = try await TestDaemon { _ in .payload([]) }
        let client = client(daemon.path)
        do {
            _ = try await client.call(
                service: "s", method: "m", payload: [UInt8](repeating: 1, count: 5 << 20))
            Issue.record("was sent")
        } catch {
            #expect(error.code == .resourceExhausted)
        }
        #expect(await failure(client) == nil)
        await client.shutdown()
        try await daemon.stop()
    }

    @Test("an answer that does not decode is an error of its own")
    func undecodable() async throws {
        let daemon = try await TestDaemon { _ in .payload([0xff, 0xff]) }
        let client = client(daemon.path)
        do {
            _ = try await client.call(LookupUser.self, LookupUserRequest())
            Issue.record("was decoded")
        } catch {
            #expect(error.code == .internal)
        }
        await client.shutdown()
        try await daemon.stop()
    }
}
