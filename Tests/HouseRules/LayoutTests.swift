import Foundation
import Testing

@Suite("The repository's layout")
struct LayoutTests {
    @Test("the top level is fixed")
    func topLevel() throws {
        let allowed: Set<String> = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "proto", "tools", "README.md",
            "LICENSE", ".git", ".gitignore", ".swift-format", ".ci",
        ]
        let entries = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
            .filter { !$0.hasPrefix(".build") && !$0.hasPrefix(".rollcall") }
        #expect(Set(entries).subtracting(allowed).isEmpty, "\(Set(entries).subtracting(allowed))")
        #expect(
            Set(entries).isSuperset(of: ["Package.swift", "Sources", "Tests", "proto", "tools"]))
    }

    @Test("the targets are the ones of the design")
    func targets() throws {
        let folders = try FileManager.default
            .contentsOfDirectory(atPath: Repository.root.appendingPathComponent("Sources").path)
        #expect(
            Set(folders) == [
                "CLinux", "CProtobufC", "CRollcallProto", "DirectoryAPI", "DirectoryCache",
                "DirectoryDomain",
                "DirectoryGateway", "DirectorySQLite", "DirectoryService", "EventCoding",
                "ProgramSettings", "ProtobufC", "RollcallClient", "TTRPC", "TTRPCSocket",
                "rollcall",
                "rollcall-gateway", "rollcalld",
            ])
    }

    @Test("the read-me is one sitting")
    func readMe() throws {
        let lines = try Repository.text(of: "README.md").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 151)
    }

    @Test("no path of a machine stands in a file")
    func machinePaths() throws {
        let homes = ["root", "work", "home"].map { "/\($0)/" }
        for folder in ["Sources", "Tests", "proto", "tools"] {
            for path in Repository.files(under: folder) {
                guard let text = try? Repository.text(of: path) else { continue }
                for home in homes {
                    #expect(!text.contains(home), "\(path) names \(home)")
                }
            }
        }
    }
}
