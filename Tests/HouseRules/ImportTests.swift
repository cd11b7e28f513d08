import Testing

/// What no manifest can forbid, or what would be a slip to allow in one. See "Never" in the design:
/// arrows point at the domain.
@Suite("Imports")
struct ImportTests {
    static let engine = ["DirectorySQLite", "GRDB", "GRDBSQLite"]
    static let sockets = ["TTRPCSocket", "CLinux", "NIOCore", "NIOPosix"]
    static let platform = ["Glibc", "Musl", "Foundation", "FoundationEssentials", "Dispatch"]
    static let programs = ["rollcalld", "rollcall_gateway", "rollcall", "rollcall_load"]

    /// Folder → the modules that nothing in it may import.
    static let forbidden: [(folder: String, modules: [String])] = [
        ("Sources/ProtobufC", platform + sockets + engine + ["DirectoryDomain", "TTRPC"]),
        ("Sources/TTRPC", platform + sockets + engine + ["DirectoryDomain", "DirectoryAPI"]),
        ("Sources/TTRPCSocket", engine + ["DirectoryDomain", "DirectoryAPI", "Foundation"]),
        ("Sources/EventCoding", platform + sockets + engine + ["DirectoryAPI", "TTRPC"]),
        ("Sources/DirectoryAPI", platform + sockets + engine + ["DirectoryDomain", "TTRPC"]),
        ("Sources/DirectoryService", platform + sockets + engine),
        (
            "Sources/DirectoryCache",
            platform + sockets + engine + [
                "DirectoryAPI", "DirectoryService", "ProtobufC", "TTRPC",
            ]
        ),
        ("Sources/DirectorySQLite", sockets + ["DirectoryAPI", "DirectoryService", "TTRPC"]),
        ("Sources/RollcallClient", engine + ["DirectoryDomain", "TTRPCSocket", "CLinux"]),
        (
            "Sources/DirectoryGateway",
            engine + [
                "DirectoryDomain", "DirectoryService", "EventCoding", "TTRPCSocket", "CLinux",
            ]
        ),
        ("Sources/rollcall-gateway", engine + ["DirectoryDomain", "DirectoryService"]),
        ("Sources/rollcall", engine + ["DirectoryDomain", "DirectoryService"]),
        ("Sources/ProgramSettings", engine + sockets + ["DirectoryDomain"]),
    ]

    /// The engine without a disk has threads that write, and so a lock of the standard library's.
    @Test("the domain imports nothing at all, its in-memory engine nothing but a lock")
    func domain() {
        for file in Repository.swiftFiles(under: "Sources/DirectoryDomain") {
            let isEngine = file.path.hasPrefix("Sources/DirectoryDomain/InMemory/")
            let others = file.imports.filter { !isEngine || $0.module != "Synchronization" }
            #expect(others.isEmpty, "\(file) imports \(others)")
        }
    }

    @Test("arrows point at the domain", arguments: forbidden)
    func arrows(folder: String, modules: [String]) {
        let files = Repository.swiftFiles(under: folder)
        #expect(!files.isEmpty, "no sources in \(folder)")
        for file in files {
            for (module, line) in file.imports {
                #expect(!modules.contains(module), "\(file):\(line) imports \(module)")
            }
        }
    }

    @Test("nobody but its tests imports a program")
    func programs() {
        for file in Repository.swiftFiles where !file.path.hasPrefix("Tests/") {
            for (module, line) in file.imports {
                #expect(!Self.programs.contains(module), "\(file):\(line) imports \(module)")
            }
        }
    }

    @Test("one dialect does not know another")
    func dialects() {
        let folder = "Sources/DirectoryGateway/Dialects"
        let files = Repository.swiftFiles(under: folder)
        let byDialect = Dictionary(grouping: files) { file in
            String(file.path.dropFirst(folder.count + 1).prefix { $0 != "/" })
        }
        .filter { !$0.key.hasSuffix(".swift") }
        #expect(Set(byDialect.keys) == ["SmartphoneKey", "CheckUser", "Authy"])
        for (dialect, others) in byDialect {
            let names = others.flatMap(\.declaredTypes).map(\.name)
            for file in files where !file.path.hasPrefix("\(folder)/\(dialect)/") {
                // The list of dialects, beside the folders, is the one place that names them all.
                guard file.path.dropFirst(folder.count + 1).contains("/") else { continue }
                for name in names {
                    #expect(file.lines(using: name).isEmpty, "\(file) uses \(name) of \(dialect)")
                }
            }
        }
    }
}
