import DirectoryDomain

extension SQLiteStore: StoreBackups {
    package func createBackup(
        at path: String, isOver: @escaping @Sendable () -> Bool
    ) throws(BackupFailure) -> StoreBackup {
        guard path.hasPrefix("/") else { throw .pathIsRelative }
        try backups.enter()
        defer { backups.leave() }
        let gate = backups
        do {
            return try BackupWriter(
                path: path, source: file, sealing: sealing, queue: queue, gauge: gauge,
                gate: gate, isOver: { gate.isClosed || isOver() }
            ).write()
        } catch {
            throw error == .abandoned && gate.isClosed ? .store(.closing) : error
        }
    }
}
