import Testing

/// C is quarantined: strict memory safety is on everywhere, and `unsafe` stands in few rooms.
@Suite("Memory safety")
struct SafetyTests {
    static let mayBeUnsafe = [
        "Sources/ProtobufC/", "Sources/TTRPCSocket/", "tools/rollcall-load/",
        "Tests/TTRPCSocketTests/", "Tests/RollcallLoadTests/Fake/",
        "Tests/Support/Peer/RawSocket.swift",
        "Tests/Integration/Fixture/ChildProcess.swift",
        "tools/fuzz/Driver/",
        // One file: it copies records, from memory that is set aside in advance.
        "Sources/DirectoryCache/RecordMemory.swift",
        // One line: an executor runs a job as itself, which the library names without owning it.
        "Sources/DirectoryGateway/Connections/LoopExecutor.swift",
    ]
    /// The one file of raw sqlite3 lies here.
    static let reading = "Sources/DirectorySQLite/Reading/"

    @Test("unsafe stands only where C is touched")
    func unsafeRooms() {
        for file in Repository.swiftFiles {
            let isAllowed = Self.mayBeUnsafe.contains { file.path.hasPrefix($0) }
            if isAllowed || file.path.hasPrefix(Self.reading) { continue }
            #expect(file.lines(using: "unsafe").isEmpty, "\(file) is unsafe")
        }
    }

    @Test("at most one file of the engine speaks to sqlite3 itself")
    func rawSQLite() {
        let files = Repository.swiftFiles(under: "Sources/DirectorySQLite")
            .filter { !$0.lines(using: "unsafe").isEmpty }
        #expect(files.count <= 1, "\(files.map(\.path))")
    }

    @Test("every Swift target is held to the same settings")
    func settings() throws {
        let text = try Repository.text(of: "Package.swift")
        for setting in [
            "strictMemorySafety()", "treatAllWarnings(as: .error)", "LanguageMode(.v6)",
        ] {
            #expect(text.contains(setting), "the manifest lost \(setting)")
        }
        #expect(!text.contains("unsafeFlags"))
        let kinds = [".target(", ".executableTarget(", ".testTarget("]
        let targets = kinds.map { text.split(separator: "        " + $0).count - 1 }.reduce(0, +)
        let held = text.split(separator: "swiftSettings: house").count - 1
        let onlyC = 2
        #expect(held == targets - onlyC)
    }

    @Test("public is said only where other services link us")
    func publicRooms() {
        let open = ["Sources/DirectoryAPI/", "Sources/RollcallClient/", "Sources/ProtobufC/"]
        for file in Repository.swiftFiles where file.path.hasPrefix("Sources/") {
            if open.contains(where: { file.path.hasPrefix($0) }) { continue }
            #expect(file.lines(using: "public").isEmpty, "\(file) is public")
        }
    }
}
