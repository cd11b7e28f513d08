import DirectoryDomain
import Synchronization

/// The export limit of each organization, over all workers: 1 500 in any 60 seconds, calls that it
/// refuses not counted. Any thread.
package final class ApplicationLimits: Sendable {
    private let windows = Mutex<[String: SlidingWindow]>([:])

    package init() {}

    /// - Parameter milliseconds: of a clock that never steps.
    func admit(_ organizationID: String, atMilliseconds now: Int64) -> SlidingWindow.Admission {
        windows.withLock { windows in
            windows[organizationID, default: .applicationExports].admit(atMilliseconds: now)
        }
    }
}
