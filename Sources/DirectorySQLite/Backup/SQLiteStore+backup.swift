import DirectoryDomain
import Synchronization

extension SQLiteStore: StoreBackups {
    package func createBackup(at path: String) throws(BackupFailure) -> StoreBackup {
        guard path.hasPrefix("/") else { throw .pathIsRelative }
        guard !backups.isRunning.exchange(true, ordering: .acquiringAndReleasing) else {
            throw .busy
        }
        defer { backups.isRunning.store(false, ordering: .releasing) }
        return try BackupWriter(path: path, source: file, sealing: sealing).write()
    }
}
