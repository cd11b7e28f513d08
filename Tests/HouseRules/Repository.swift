import Foundation

/// The working tree that these tests were built from.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file of ours: what ships, what tests it and the tools.
    static let swiftFiles: [SourceFile] = ["Sources", "Tests", "tools"]
        .flatMap { files(under: $0) }
        .filter { $0.hasSuffix(".swift") }
        .map(SourceFile.init(path:))

    static func swiftFiles(under folders: String...) -> [SourceFile] {
        swiftFiles.filter { file in folders.contains { file.path.hasPrefix($0 + "/") } }
    }

    /// The paths, from the root, of all files below a folder; hidden ones and build products are
    /// left out.
    static func files(under folder: String) -> [String] {
        let start = root.appendingPathComponent(folder).path
        let entries = FileManager.default.enumerator(atPath: start)
        var found: [String] = []
        while let entry = entries?.nextObject() as? String {
            guard !entry.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else {
                continue
            }
            let file = URL(fileURLWithPath: "\(start)/\(entry)")
            let values = try? file.resourceValues(forKeys: [.isRegularFileKey])
            if values?.isRegularFile == true { found.append("\(folder)/\(entry)") }
        }
        return found.sorted()
    }

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}
