import DirectoryDomain

extension Writer {
    /// Begins a copy; it goes on beside the batches.
    func begin(_ order: BackupOrder) {
        backup = RunningBackup(order, of: connection)
        advanceBackup()
    }

    /// Copies one slice more.
    func advanceBackup() {
        guard let backup else { return }
        let progress = backup.advance(monotonic: monotonic) { gauge.set(backup: $0) }
        if case .ended = progress { self.backup = nil }
    }

    func endBackup(_ failure: BackupFailure) {
        backup?.end(failure)
        backup = nil
    }
}
