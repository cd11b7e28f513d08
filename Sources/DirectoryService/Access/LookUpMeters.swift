import DirectoryDomain
import Synchronization

/// The meters of the keys that have a budget, each made when its key is first seen, with what was
/// recorded before. Any thread.
package final class LookUpMeters: Sendable {
    private let meters = Mutex<[String: LookUpMeter]>([:])

    package init() {}

    /// - Parameters:
    ///   - now: the time of day.
    ///   - milliseconds: the same moment by a clock that never steps.
    func meter(
        ofKey id: String, in reader: any DirectoryReader, at now: Timestamp, milliseconds: Int64
    ) throws -> LookUpMeter {
        // Under the lock, so that what is recorded is read once, before anything is added to it.
        try meters.withLock { meters in
            if let meter = meters[id] { return meter }
            let stored = try reader.lookUps(ofKey: id)
            let meter = LookUpMeter(
                keyID: id, LookUpUse(stored, at: now, milliseconds: milliseconds))
            meters[id] = meter
            return meter
        }
    }
}
