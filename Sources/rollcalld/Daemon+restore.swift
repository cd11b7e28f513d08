import DirectoryDomain
import DirectorySQLite
import EventCoding
import ProgramSettings
import TTRPCSocket

extension Daemon {
    /// Puts a backup in the place of the store, and says so in a line: what `rollcall backup
    /// restore` runs.
    func restore(from backup: String, settingAside: Bool) throws {
        let lock = try lockFolder()
        defer { withExtendedLifetime(lock) {} }
        let restore = StoreRestore(
            dataDirectory: settings.dataDirectory, sealing: EventCodec(), now: Daemon.clock())
        let outcome: StoreRestore.Outcome
        do {
            outcome = try restore.restore(from: backup, settingAside: settingAside)
        } catch {
            throw ProgramFailure.refused(error.description)
        }
        let aside = outcome.asidePath.map { "; what was there is \($0)" } ?? ""
        print(
            "restored \(outcome.users) users and \(outcome.events) events, verified, into "
                + settings.dataDirectory + aside)
    }
}
