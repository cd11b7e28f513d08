import DirectoryDomain
import Foundation

/// Makes one backup: under another name, synced, proven, and only then renamed.
///
/// VACUUM INTO reads one snapshot and writes every row anew, so the copy is consistent without
/// stopping anybody, and holds nothing of what was erased. While it reads, the write-ahead log
/// can't be started over: it grows by what is written meanwhile.
struct BackupWriter {
    let path: String
    let source: StoreFile
    let sealing: any EventSealing

    /// What one costs in memory, of the pages of the source and of the copy each.
    private static let cacheKibibytes = 16_384

    private var unfinishedPath: String { path + ".partial" }

    func write() throws(BackupFailure) -> StoreBackup {
        guard !FileManager.default.fileExists(atPath: path) else { throw .pathIsTaken }
        try makeFile()
        do {
            try copy()
            let backup = try proven()
            try finish()
            return backup
        } catch {
            StoreFiles.remove(unfinishedPath)
            throw error
        }
    }

    /// For its owner alone before anything personal is in it. One that was left behind by a crash
    /// is replaced.
    private func makeFile() throws(BackupFailure) {
        StoreFiles.remove(unfinishedPath)
        let isMade = FileManager.default.createFile(
            atPath: unfinishedPath, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade else { throw .pathIsUnusable }
    }

    private func copy() throws(BackupFailure) {
        do {
            let connection = try RawConnection(source.openReader(label: "backup"))
            let cache = "PRAGMA cache_size = -\(Self.cacheKibibytes)"
            try PreparedStatement(cache, on: connection).run()
            let copying = try PreparedStatement("VACUUM INTO ?1", on: connection)
            copying.bind(unfinishedPath, at: 1)
            try copying.run()
            try StoreFiles.sync(unfinishedPath)
        } catch let failure as StoreFailure {
            throw .store(failure)
        } catch {
            throw .store(.unavailable)
        }
    }

    private func proven() throws(BackupFailure) -> StoreBackup {
        let proof: StoreProof
        do {
            proof = try StoreProof(of: StoreFile(path: unfinishedPath), sealing: sealing)
        } catch {
            throw .damaged
        }
        guard proof.verification.problems.isEmpty else { throw .damaged }
        return StoreBackup(bytes: proof.bytes, lastPosition: proof.lastPosition)
    }

    private func finish() throws(BackupFailure) {
        do {
            try FileManager.default.moveItem(atPath: unfinishedPath, toPath: path)
            try StoreFiles.syncFolder(of: path)
        } catch {
            throw FileManager.default.fileExists(atPath: path) ? .pathIsTaken : .pathIsUnusable
        }
    }
}
