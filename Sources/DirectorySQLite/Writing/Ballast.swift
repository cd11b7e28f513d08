import Foundation
import Glibc

/// Space that is kept back for a full disk: a file of zeros. Once it is let go of there is room to
/// copy the log into the store's file and to empty it, and for SQLite's own bookkeeping.
struct Ballast {
    static let fileName = "ballast"

    /// More than is ever in the log and not yet copied (`CheckpointPolicy.copyPages`), a batch of
    /// the largest besides.
    static let bytes: Int64 = 24 << 20
    /// Of a small file system no more than this part.
    private static let largestShare: Int64 = 16

    let path: String
    /// 0 for none.
    let bytes: Int64
    private let folder: String

    /// - Parameter bytes: at the most; 0 for no ballast at all.
    init(folder: String, bytes: Int64) {
        self.folder = folder
        path = folder + "/" + Self.fileName
        let size = Self.attribute(.systemSize, of: folder) ?? .max
        self.bytes = min(bytes, size / Self.largestShare)
    }

    var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether the disk has room for it, and for some writing besides.
    var hasRoom: Bool {
        guard let free = Self.attribute(.systemFreeSize, of: folder) else { return true }
        return free >= bytes + bytes / 4
    }

    /// Takes the space. False when it can't be had; then nothing is taken.
    func take() -> Bool {
        if bytes == 0 || isThere { return true }
        let isMade = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let file = FileHandle(forWritingAtPath: path) else { return false }
        let error = posix_fallocate(file.fileDescriptor, 0, off_t(bytes))
        try? file.close()
        if error != 0 { _ = release() }
        return error == 0
    }

    /// False when there was none.
    func release() -> Bool { (try? FileManager.default.removeItem(atPath: path)) != nil }

    private static func attribute(_ key: FileAttributeKey, of folder: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[key] as? NSNumber)?.int64Value
    }
}
