import Foundation
import Testing

@Suite struct DialectIsolationTests {
    /// The sources of each dialect, by the name of its folder.
    private static func sources() throws -> [String: [String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/DirectoryGateway/Dialects")
        var sources: [String: [String]] = [:]
        let files = FileManager.default
        for folder in try files.contentsOfDirectory(at: root, includingPropertiesForKeys: nil) {
            sources[folder.lastPathComponent] = try files.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil
            ).map { try String(contentsOf: $0, encoding: .utf8) }
        }
        return sources
    }

    private static func words(_ source: String) -> [Substring] {
        source.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    @Test("no dialect knows a type of another")
    func isolated() throws {
        let sources = try Self.sources()
        #expect(sources.count == 3)
        for (dialect, own) in sources {
            let words = own.map(Self.words)
            let declared = Set(
                words.flatMap { words in
                    zip(words, words.dropFirst()).filter {
                        ["struct", "enum", "class", "protocol"].contains($0.0)
                    }.map(\.1)
                })
            #expect(!declared.isEmpty)
            for (other, texts) in sources where other != dialect {
                let used = Set(texts.flatMap(Self.words)).intersection(declared)
                #expect(used.isEmpty, "\(other) uses \(used.sorted()) of \(dialect)")
            }
        }
    }
}
