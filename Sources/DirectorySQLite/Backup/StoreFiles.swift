import Foundation

/// A store's files, as the backup moves them.
enum StoreFiles {
    private static let sidecars = ["-wal", "-shm", "-journal"]

    /// Removes a file of SQLite's, and those beside it.
    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
        removeSidecars(of: path)
    }

    static func removeSidecars(of path: String) {
        for suffix in sidecars { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// 0 for one that is not there.
    static func bytes(of path: String) -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }

    /// Waits until a file is on the disk.
    static func sync(_ path: String) throws {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try handle.synchronize()
        try handle.close()
    }

    /// Waits until the names in the folder of a file are on the disk.
    static func syncFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let handle = try FileHandle(forReadingFrom: folder)
        try handle.synchronize()
        try handle.close()
    }
}
