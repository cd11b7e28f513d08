import Foundation

/// A socket's path, to be compared by processes in different folders.
enum SocketLocation {
    /// From the root, and the folder without symbolic links; an abstract name as it is.
    static func absolute(_ path: String) -> String {
        if path.hasPrefix("@") { return path }
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appendingPathComponent(url.lastPathComponent).path
    }
}
