import DirectoryDomain
import Foundation

/// The room on the disk that a backup is made on. Where that is the store's disk some is left for
/// the store: nobody's write is to be refused because of a backup.
struct BackupRoom: Sendable {
    /// What the log may come to, on a disk that is large enough.
    private static let spareBytes: Int64 = 64 << 20
    private static let largestShare: Int64 = 8

    private let folder: String
    private let spare: Int64

    init(of target: StoreFile, beside store: StoreFile) {
        folder = target.folder.isEmpty ? "/" : target.folder
        let isShared = Self.disk(of: folder) == Self.disk(of: store.folder)
        let size = Self.attribute(.systemSize, of: folder) ?? .max
        spare = isShared ? min(Self.spareBytes, size / Self.largestShare) : 0
    }

    func suffices(for bytes: Int64) -> Bool {
        guard let free = Self.attribute(.systemFreeSize, of: folder) else { return true }
        return free - spare >= bytes
    }

    /// Asked for each slice: a system call.
    var isLeft: Bool { spare == 0 || suffices(for: 0) }

    private static func disk(of folder: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder)
        return (attributes?[.systemNumber] as? NSNumber)?.int64Value
    }

    private static func attribute(_ key: FileAttributeKey, of folder: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[key] as? NSNumber)?.int64Value
    }
}
