import DirectoryAPI
import DirectoryDomain
import ProtobufC
import Synchronization
import TTRPC

/// The log, packed, for all the watchers of one worker: whoever waits at its end is woken once for
/// all that was committed, and each page is read and packed once for all who want it.
///
/// Used on the worker's thread only, but for `isWatched`.
final class EventFeed {
    /// Events of a page; positions `index * pageEvents + 1` and on.
    static let pageEvents = 256
    /// Pages kept: the last ones used, some hundred KiB in all.
    static let pageLimit = 16

    private struct Page {
        /// Packed, in order, from the page's first position; short only at the log's end.
        var events: [[UInt8]] = []
        var lastUse: UInt64 = 0
    }

    /// Whether anybody watches: when not, a commit wakes no worker. Set before the log is read, and
    /// looked at after a commit, so that no commit falls between the two.
    let isWatched = Watched()

    private let reader: any DirectoryReader
    private let arena = Arena(firstBlock: 1_024)
    private var pages: [Int64: Page] = [:]
    private var uses: UInt64 = 0
    private var watchers = 0
    private var waiting: [ObjectIdentifier: StreamSignal] = [:]
    /// Whether there may be events behind the last one read.
    private var hasNews = true

    init(reader: any DirectoryReader) { self.reader = reader }

    func join() {
        watchers += 1
        if watchers == 1 {
            isWatched.set(true)
            // What was committed while nobody looked.
            hasNews = true
        }
    }

    func leave(_ signal: StreamSignal) {
        waiting[ObjectIdentifier(signal)] = nil
        watchers -= 1
        if watchers == 0 {
            isWatched.set(false)
            pages.removeAll()
        }
    }

    /// Asks for a turn once there is something new.
    func wait(_ signal: StreamSignal) { waiting[ObjectIdentifier(signal)] = signal }

    /// Something was committed.
    func signalled(_ turns: inout TurnRequests) {
        hasNews = true
        for signal in waiting.values { turns.request(signal) }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Packed events that come right after a position, at most a page; none at the log's end.
    func events(after position: Int64) throws(StoreFailure) -> ArraySlice<[UInt8]> {
        let (index, offset) = position.quotientAndRemainder(dividingBy: Int64(Self.pageEvents))
        uses += 1
        var page = pages[index] ?? Page()
        if page.events.count <= offset, hasNews {
            try extend(&page, from: index * Int64(Self.pageEvents))
        }
        page.lastUse = uses
        if !page.events.isEmpty { keep(page, at: index) }
        return page.events.dropFirst(Int(offset))
    }

    private func extend(_ page: inout Page, from start: Int64) throws(StoreFailure) {
        let wanted = Self.pageEvents - page.events.count
        let read = try reader.events(
            afterPosition: start + Int64(page.events.count), limit: wanted)
        if read.count < wanted { hasNews = false }
        for event in read {
            var bytes: [UInt8] = []
            DirectoryAPI.Event(event).encode(into: &bytes, in: arena)
            page.events.append(bytes)
        }
    }

    private func keep(_ page: Page, at index: Int64) {
        pages[index] = page
        guard pages.count > Self.pageLimit,
            let oldest = pages.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
        else { return }
        pages[oldest] = nil
    }

    final class Watched: Sendable {
        private let flag = Atomic<Bool>(false)

        func set(_ value: Bool) { flag.store(value, ordering: .sequentiallyConsistent) }

        var isSet: Bool { flag.load(ordering: .sequentiallyConsistent) }
    }
}
