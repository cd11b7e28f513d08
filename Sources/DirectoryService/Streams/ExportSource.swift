import DirectoryAPI
import DirectoryDomain
import ProtobufC
import Synchronization

/// Reads the pages of one export, on whichever thread, one page at a time.
final class ExportSource: Sendable {
    /// Users of a page: some 100 KiB.
    static let pageUsers = 500

    enum Step: Sendable {
        /// A packed `ExportUsersResponse`.
        case page([UInt8])
        case nothingYet
        case end
        case failed(StoreFailure)
    }

    private struct State {
        var next = Step.nothingYet
        var isReading = false
        var isStopped = false
    }

    /// What a page is read with; used by the one job that runs at a time.
    private struct Cursor {
        var reader: (any DirectoryReader)?
        var authyID: Int64 = 0
        let arena = Arena(capacity: 64 << 20, firstBlock: 64 << 10)
    }

    private let store: any DirectoryStore
    private let state = Mutex(State())
    private let cursor = Mutex(Cursor())

    init(store: any DirectoryStore) { self.store = store }

    /// The next step; a page is given once.
    func take() -> Step {
        state.withLock { state in
            defer { if case .page = state.next { state.next = .nothingYet } }
            return state.next
        }
    }

    /// Whether the caller is to have `read` called: nobody reads, and there is something to read.
    func beginReading() -> Bool {
        state.withLock { state in
            guard case .nothingYet = state.next, !state.isReading, !state.isStopped
            else { return false }
            state.isReading = true
            return true
        }
    }

    func read() {
        let step = cursor.withLock { cursor in
            do throws(StoreFailure) {
                return try page(&cursor)
            } catch {
                return .failed(error)
            }
        }
        state.withLock { state in
            state.isReading = false
            state.next = state.isStopped ? .end : step
        }
    }

    /// Nobody wants any more of it.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.next = .end
        }
    }

    private func page(_ cursor: inout Cursor) throws(StoreFailure) -> Step {
        let isFirst = cursor.reader == nil
        let reader = if let reader = cursor.reader { reader } else { try store.makeReader() }
        cursor.reader = reader
        defer { reader.endBatch() }
        var response = ExportUsersResponse()
        if isFirst {
            response.organizations = try reader.organizations().map {
                DirectoryAPI.Organization($0)
            }
        }
        let users = try reader.users(afterAuthyID: cursor.authyID, limit: Self.pageUsers)
        guard let last = users.last else {
            return isFirst && !response.organizations.isEmpty
                ? .page(Self.packed(response, cursor.arena)) : .end
        }
        cursor.authyID = last.user.authyID
        response.users = users.map { UserRecord($0) }
        return .page(Self.packed(response, cursor.arena))
    }

    private static func packed(_ response: ExportUsersResponse, _ arena: Arena) -> [UInt8] {
        var bytes: [UInt8] = []
        response.encode(into: &bytes, in: arena)
        return bytes
    }
}
