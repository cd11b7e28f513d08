import DirectoryDomain
import Foundation
import GRDB
import Glibc

/// Makes one backup: under another name, synced, proven, and only then renamed.
///
/// The pages are copied by the writer, slice by slice; a snapshot that is held for as long would
/// keep the write-ahead log from being started over. All else is done here, off the writer.
struct BackupWriter {
    let path: String
    let source: StoreFile
    let sealing: any EventSealing
    let queue: WriterQueue
    let gauge: StoreGauge
    let gate: BackupGate
    /// Whether nobody waits for it any more.
    let isOver: @Sendable () -> Bool

    private var unfinishedPath: String { path + ".partial" }
    private var target: StoreFile { StoreFile(path: unfinishedPath) }

    func write() throws(BackupFailure) -> StoreBackup {
        guard !FileManager.default.fileExists(atPath: path) else { throw .pathIsTaken }
        let room = BackupRoom(of: target, beside: source)
        guard room.suffices(for: source.bytes) else { throw .noRoom }
        try makeFile()
        defer { gauge.set(backup: nil) }
        do {
            try copy(room)
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
        guard isMade else { throw errno == ENOSPC ? .noRoom : .pathIsUnusable }
    }

    private func copy(_ room: BackupRoom) throws(BackupFailure) {
        do {
            let connection = try target.openCopy()
            defer { try? connection.close() }
            let order = BackupOrder(target: connection, room: room, isOver: isOver)
            queue.add(order)
            try order.wait()
            try target.leaveLog()
            try StoreFiles.sync(unfinishedPath)
        } catch let failure as BackupFailure {
            throw failure
        } catch StoreOpeningError.engine(code: ResultCode.SQLITE_FULL.rawValue) {
            throw .noRoom
        } catch {
            throw .store(.unavailable)
        }
    }

    private func proven() throws(BackupFailure) -> StoreBackup {
        defer { gate.set(proof: nil) }
        let proof: StoreProof
        do {
            proof = try StoreProof(of: target, sealing: sealing) { database, progress in
                gate.set(proof: database)
                gauge.set(backup: BackupProgress.proven(progress))
                if isOver() { database.interrupt() }
            }
        } catch {
            throw isOver() ? .abandoned : .damaged
        }
        guard proof.verification.problems.isEmpty else { throw .damaged }
        return StoreBackup(bytes: proof.bytes, lastPosition: proof.lastPosition)
    }

    private func finish() throws(BackupFailure) {
        if isOver() { throw .abandoned }
        do {
            try FileManager.default.moveItem(atPath: unfinishedPath, toPath: path)
        } catch {
            throw FileManager.default.fileExists(atPath: path) ? .pathIsTaken : .pathIsUnusable
        }
        do {
            try StoreFiles.syncFolder(of: path)
        } catch {
            // By now the name is that of the copy.
            StoreFiles.remove(path)
            throw .store(.unavailable)
        }
    }
}
