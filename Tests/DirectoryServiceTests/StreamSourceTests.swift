import DirectoryAPI
import DirectoryDomain
import EventCoding
import Foundation
import ProtobufC
import Synchronization
import TestSupport
import Testing

@testable import DirectoryService
@testable import TTRPC

@Suite("What streams take from and give to the store")
struct StreamSourceTests {
    /// Counts the turns that are asked for.
    private final class Turns: AnswerSink {
        let count = Atomic<Int>(0)
        let isGone = Atomic<Bool>(false)
        var isPeerGone: Bool { isGone.load(ordering: .relaxed) }

        func deliver(_ answer: Result<[UInt8], Status>, connection: UInt64, streamID: UInt32) {}
        func requestTurn(_ signal: StreamSignal) {
            signal.lower()
            count.add(1, ordering: .relaxed)
        }
    }

    private let turns = Turns()
    private let clock = ManualClock()
    private let store: InMemoryStore
    private let origin = ImportBacklog.Origin(
        organizationID: "", actor: "uid:1", deadlineNanoseconds: nil, line: 1)

    init() {
        let clock = clock
        store = InMemoryStore(
            sealing: EventCodec(), clock: { clock.now },
            monotonic: { clock.monotonicNanoseconds })
    }

    /// - Parameter aside: the side pool; one that runs nothing keeps what is set aside there.
    private func environment(
        aside: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) -> ServiceEnvironment {
        let clock = clock
        return ServiceEnvironment(
            store: store, roles: Roles(own: 1, admins: [], trusted: []), version: "1",
            clock: { clock.now }, monotonic: { clock.monotonicNanoseconds },
            activity: { .init(connections: 0, callsInFlight: 0) }, aside: aside)
    }

    private func signal(_ id: UInt32) -> StreamSignal {
        StreamSignal(sink: turns, connection: 1, streamID: id)
    }

    private func makeUsers(_ numbers: ClosedRange<Int>) throws {
        let users = try numbers.map { number in
            try Fixture.imported(Int64(number), "u\(number)@example.com", uuid: "u\(number)")
        }
        store.submit(
            DirectoryDomain.ImportUsers(users: users),
            from: CommandOrigin(organizationID: "", actor: "uid:1")
        ) { _ in }
    }

    private func positions(_ events: ArraySlice<[UInt8]>) throws -> [Int64] {
        try events.map { try DirectoryAPI.Event(decoding: $0).position }
    }

    @Test("a feed gives what follows a position, up to the end of its page, and then to the log's")
    func pages() throws {
        let feed = EventFeed(reader: try store.makeReader())
        feed.join()
        try makeUsers(1...300)
        #expect(try positions(feed.events(after: 0)) == Array(1...256))
        #expect(try positions(feed.events(after: 250)) == Array(251...256))
        #expect(try positions(feed.events(after: 256)) == Array(257...300))
        #expect(try feed.events(after: 300).isEmpty)
    }

    @Test("a feed looks for news once it is signalled, for all who wait, and not before")
    func news() throws {
        let feed = EventFeed(reader: try store.makeReader())
        feed.join()
        #expect(try feed.events(after: 0).isEmpty)
        try makeUsers(1...2)
        #expect(try feed.events(after: 0).isEmpty, "nobody has said that there are any")
        let waiting = [signal(1), signal(3)]
        for signal in waiting { feed.wait(signal) }
        var requests = TurnRequests()
        feed.signalled(&requests)
        #expect(Set(requests.streams.map(\.streamID)) == [1, 3])
        #expect(try positions(feed.events(after: 0)) == [1, 2])
        requests.removeAll()
        feed.signalled(&requests)
        #expect(requests.streams.isEmpty, "a wait is answered once")
    }

    @Test("a commit wakes a worker only while somebody watches on it")
    func watched() throws {
        let feed = EventFeed(reader: try store.makeReader())
        #expect(!feed.isWatched.isSet)
        feed.join()
        feed.join()
        feed.leave(signal(1))
        #expect(feed.isWatched.isSet)
        feed.leave(signal(3))
        #expect(!feed.isWatched.isSet)
    }

    @Test("an import that is too far ahead of the store is told so, and holds no more than allowed")
    func overrun() {
        let backlog = ImportBacklog(
            environment: environment(aside: { _ in }), origin: origin, signal: signal(1))
        let message = [UInt8](repeating: 0, count: 4 << 20)
        for _ in 0..<4 { #expect(backlog.add(message)) }
        #expect(!backlog.add(message))
        backlog.endInput()
        #expect(backlog.outcome() == nil)
        backlog.stop()
        guard case .failure(let status) = backlog.outcome() else {
            Issue.record("an import that was given up has an outcome")
            return
        }
        #expect(status.code == .cancelled)
    }

    @Test("what an import has sent becomes commands of bounded size, in order, and rejections")
    func batches() throws {
        var users = (1...2_500).map { UserRecord(email: "u\($0)@example.com") }
        users[6].email = "nobody"
        users[7].authyID = -1
        let organization = DirectoryAPI.Organization(
            id: Fixture.organizationID().value, name: "Acme")
        let batch = try ImportBatch(
            ImportUsersRequest(users: users, organizations: [organization]).encoded(),
            firstNumber: 11, at: clock.now)
        #expect(batch.records == 2_500)
        #expect(batch.rejections.map(\.number) == [17, 18])
        var stock = ImportStock()
        stock.add(batch)
        var commands: [DirectoryDomain.ImportUsers] = []
        while !stock.isEmpty { commands.append(stock.take(atMost: 1_000)) }
        #expect(commands.map(\.users.count) == [1_000, 1_000, 498])
        #expect(commands.map(\.organizations.count) == [1, 0, 0])
        let numbers = commands.flatMap { $0.users.map(\.number) }
        #expect(numbers == (11...2_510).filter { $0 != 17 && $0 != 18 })
    }

    @Test("commits of an import grow until they fill the log, and shrink when it is full")
    func pace() {
        var pace = ImportPace()
        var sizes: [Int] = []
        for _ in 1...4 {
            let logBytes = Int64(pace.records) * 2_000
            pace.didCommit(records: pace.records, logBytes: logBytes, isWaitedFor: false)
            sizes.append(pace.records)
        }
        #expect(sizes == [4_000, 8_000, 8_000, 8_000])
        pace.didCommit(records: 8_000, logBytes: 2 * ImportPace.logBytes, isWaitedFor: false)
        #expect(pace.records == 4_000)
        pace.didCommit(records: 4_000, logBytes: 100 * ImportPace.logBytes, isWaitedFor: false)
        #expect(pace.records == ImportPace.fewestRecords)
        pace.didCommit(records: 500, logBytes: 0, isWaitedFor: false)
        #expect(pace.records == 1_000)
    }

    @Test("commits of an import are short while others wait for them")
    func politePace() {
        var pace = ImportPace()
        pace.didCommit(records: 8_000, logBytes: 1, isWaitedFor: true)
        #expect(pace.records == ImportPace.fewestRecords)
        pace.didCommit(records: 500, logBytes: 1, isWaitedFor: true)
        #expect(pace.records == ImportPace.fewestRecords)
        pace.didCommit(records: 500, logBytes: 1, isWaitedFor: false)
        #expect(pace.records == 1_000)
    }

    @Test("an import whose peer is gone is written no further")
    func abandoned() throws {
        let backlog = ImportBacklog(
            environment: environment(aside: { $0() }), origin: origin, signal: signal(1))
        func add(_ number: Int) {
            let users = [UserRecord(email: "u\(number)@example.com")]
            #expect(backlog.add(ImportUsersRequest(users: users).encoded()))
        }
        add(1)
        turns.isGone.store(true, ordering: .relaxed)
        add(2)
        guard case .failure = backlog.outcome() else {
            Issue.record("an import that nobody waits for went on")
            return
        }
        #expect(try store.makeReader().totals().users == 1)
    }

    @Test("an import whose commit fails is never answered as done, whenever that is asked for")
    func failing() async throws {
        store.close()
        for _ in 0..<1_000 {
            let aside = Mutex<(@Sendable () -> Void)?>(nil)
            let backlog = ImportBacklog(
                environment: environment(aside: { body in aside.withLock { $0 = body } }),
                origin: origin, signal: signal(1))
            let users = [UserRecord(email: "u@example.com")]
            #expect(backlog.add(ImportUsersRequest(users: users).encoded()))
            backlog.endInput()
            let unpack = try #require(aside.withLock { $0 })
            Thread.detachNewThread { unpack() }
            while true {
                guard let outcome = backlog.outcome() else {
                    await Task.yield()
                    continue
                }
                if case .success = outcome { Issue.record("nothing was written") }
                break
            }
        }
    }

    @Test("rejections are counted, and the hundred lowest numbers named")
    func tally() {
        var tally = ImportTally()
        for number in (1...150).reversed() {
            tally.reject([.init(number: Int64(number), reason: "why")])
        }
        #expect(tally.response.rejected == 150)
        #expect(tally.response.rejections.count == 100)
        #expect(tally.response.rejections.last == "record 100: why")
        #expect(
            RecordRejection("record 100: why") == RecordRejection(record: 100, reason: "why"))
        #expect(RecordRejection("something else") == nil)
    }
}
