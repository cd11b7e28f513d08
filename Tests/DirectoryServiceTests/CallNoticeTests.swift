import DirectoryAPI
import DirectoryDomain
import Synchronization
import TTRPC
import Testing

@testable import DirectoryService

@Suite struct CallNoticeTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    private final class Notices: Sendable {
        let all = Mutex<[CallNotice]>([])
        var seen: [CallNotice] { all.withLock { $0 } }
    }

    private func channel(withRefusals: Bool, _ notices: Notices) throws -> ServiceChannel {
        try ServiceChannel(
            notices: CallNotices(withRefusals: withRefusals) { notice in
                notices.all.withLock { $0.append(notice) }
            })
    }

    private let request = FindOrCreateUserRequest(email: "no address")

    @Test("a refused call is told of with its trace, where refusals are wanted")
    func refused() throws {
        let notices = Notices()
        let channel = try channel(withRefusals: true, notices)
        let parent = [(key: MetadataKey.traceParent, value: "00-\(Self.trace)-00f067aa0ba902b7-01")]
        #expect(throws: Status.self) {
            try channel.call(DirectoryAPI.FindOrCreateUser.self, request, parent)
        }
        #expect(
            notices.seen == [
                CallNotice(
                    method: "rollcall.v1.Directory/FindOrCreateUser", reason: .refused(code: 3),
                    traceID: Self.trace)
            ])
    }

    @Test("a trace that may hold a phone number is not told, nor is what is no trace")
    func opaque() throws {
        let notices = Notices()
        let channel = try channel(withRefusals: true, notices)
        for text in ["00-00000000000000000000015557654321-00f067aa0ba902b7-01", "+1-555-765-4321"] {
            #expect(throws: Status.self) {
                try channel.call(
                    DirectoryAPI.FindOrCreateUser.self, request,
                    [(key: MetadataKey.traceParent, value: text)])
            }
        }
        #expect(notices.seen.map(\.traceID) == [nil, nil])
    }

    @Test("refusals are left out where they are not wanted, and nobody found is no trouble")
    func unwanted() throws {
        let notices = Notices()
        let quiet = try channel(withRefusals: false, notices)
        #expect(throws: Status.self) {
            try quiet.call(DirectoryAPI.FindOrCreateUser.self, request)
        }
        let all = try channel(withRefusals: true, notices)
        let nobody = LookupUserRequest(key: UserKey(.email("nobody@example.com")))
        #expect(throws: Status.self) { try all.call(LookupUser.self, nobody) }
        #expect(notices.seen.isEmpty)
    }

    @Test("a call that failed is told of, whatever else is")
    func failed() throws {
        let notices = Notices()
        let channel = try channel(withRefusals: false, notices)
        channel.store.close()
        let create = FindOrCreateUserRequest(email: "a@example.com")
        #expect(throws: Status.self) {
            try channel.call(DirectoryAPI.FindOrCreateUser.self, create)
        }
        #expect(notices.seen.map(\.reason) == [.failed(code: 14)])
    }
}
