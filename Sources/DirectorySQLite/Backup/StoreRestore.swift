import DirectoryDomain
import Foundation
import GRDB

/// Puts a backup in the place of a store. To be used while the lock on the folder is held.
package struct StoreRestore: Sendable {
    /// Why nothing was restored; what was there is as it was.
    package enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        case noBackup(path: String)
        case notAStore(path: String, reason: String)
        case notWhole(path: String, problems: [String])
        case holdsStore(folder: String)
        case folder(path: String, reason: String)

        package var description: String {
            switch self {
            case .noBackup(let path): "can't read \(path)"
            case .notAStore(let path, let reason): "\(path): \(reason)"
            case .notWhole(let path, let problems):
                "\(path) is not whole (\(problems.count) problems): \(problems.first ?? "")"
            case .holdsStore(let folder):
                "\(folder) holds a store already; --force sets it aside"
            case .folder(let path, let reason): "can't restore into \(path): \(reason)"
            }
        }
    }

    package struct Outcome: Equatable, Sendable {
        package var users: Int64
        package var events: Int64
        /// Where the store that was there before lies now.
        package var asidePath: String?
    }

    private let target: StoreFile
    private let sealing: any EventSealing
    /// Of the moment, for the name of what is set aside.
    private let milliseconds: Int64

    package init(
        dataDirectory: String, sealing: any EventSealing, now: Timestamp
    ) {
        target = StoreFile(folder: dataDirectory)
        self.sealing = sealing
        milliseconds = now.milliseconds
    }

    private var incomingPath: String { target.incomingPath }

    /// - Parameter settingAside: whether a store that is there is set aside instead of refused.
    package func restore(
        from backup: String, settingAside: Bool
    ) throws(Failure) -> Outcome {
        let isOccupied = FileManager.default.fileExists(atPath: target.path)
        guard !isOccupied || settingAside else { throw .holdsStore(folder: target.folder) }
        do {
            let verification = try bringIn(backup)
            let aside = isOccupied ? try setAside() : nil
            try takePlace(of: aside)
            return Outcome(
                users: verification.users, events: verification.events, asidePath: aside)
        } catch {
            StoreFiles.remove(incomingPath)
            throw error
        }
    }

    /// Copies the backup beside the store, and proves the copy: what was proven is what is used.
    private func bringIn(_ backup: String) throws(Failure) -> StoreVerification {
        StoreFiles.remove(incomingPath)
        guard let source = FileHandle(forReadingAtPath: backup) else {
            throw .noBackup(path: backup)
        }
        let isMade = FileManager.default.createFile(
            atPath: incomingPath, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let copy = FileHandle(forWritingAtPath: incomingPath) else {
            throw .folder(path: target.folder, reason: "no file can be made in it")
        }
        do {
            while let part = try source.read(upToCount: 1 << 20), !part.isEmpty {
                try copy.write(contentsOf: part)
            }
            try copy.synchronize()
            try copy.close()
        } catch {
            throw .folder(path: target.folder, reason: "the copy failed; is the disk full?")
        }
        let proof: StoreProof
        do {
            try bringUpToDate()
            proof = try StoreProof(of: StoreFile(path: incomingPath), sealing: sealing)
        } catch {
            throw .notAStore(path: backup, reason: Self.reason(error))
        }
        guard proof.verification.problems.isEmpty else {
            throw .notWhole(path: backup, problems: proof.verification.problems)
        }
        return proof.verification
    }

    /// A backup may be older than this program's schema.
    private func bringUpToDate() throws(StoreOpeningError) {
        let copy = StoreFile(path: incomingPath)
        guard try StoreSchema.isBehind(copy.openReader(label: "schema")) else { return }
        let database = try copy.openWriter()
        try StoreSchema.prepare(database)
        try? database.close()
    }

    private static func reason(_ error: StoreOpeningError) -> String {
        switch error {
        case .foreignFile: "no Rollcall store"
        case .newerSchema: "a newer version of Rollcall has written it"
        case .folder, .engine: "it can't be read as a store"
        }
    }

    /// Gives the store that is there a second name, and its log with it.
    private func setAside() throws(Failure) -> String {
        let aside = target.path + ".before-\(milliseconds)"
        let files = FileManager.default
        do {
            try files.linkItem(atPath: target.path, toPath: aside)
            if files.fileExists(atPath: target.path + "-wal") {
                try files.moveItem(atPath: target.path + "-wal", toPath: aside + "-wal")
            }
            return aside
        } catch {
            throw .folder(path: target.folder, reason: "the store that is there can't be set aside")
        }
    }

    /// For a moment the folder holds no store under its name; `StoreFile.create` makes no new one
    /// while the copy is beside it.
    private func takePlace(of aside: String?) throws(Failure) {
        StoreFiles.removeSidecars(of: target.path)
        let files = FileManager.default
        do {
            if aside != nil { try files.removeItem(atPath: target.path) }
            try files.moveItem(atPath: incomingPath, toPath: target.path)
            try StoreFiles.syncFolder(of: target.path)
        } catch {
            if let aside { try? files.linkItem(atPath: aside, toPath: target.path) }
            throw .folder(path: target.folder, reason: "the copy can't be renamed")
        }
    }
}
