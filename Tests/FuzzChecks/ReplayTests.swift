import DirectoryAPI
import Foundation
import FuzzChecks
import ProtobufC
import Testing

/// What the fuzzer begins with and what it has found, in every run of the tests. The fuzzer itself
/// is `tools/fuzz/run`.
@Suite("The fuzzer's inputs")
struct ReplayTests {
    private static let fuzz = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../tools/fuzz").standardized

    /// The files of a folder of inputs, by name; none when there is no such folder.
    private static func files(_ folder: String) throws -> [String: [UInt8]] {
        let place = fuzz.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, [UInt8](try Data(contentsOf: place.appendingPathComponent(name))))
            })
    }

    @Test("every parser does with them what it must", arguments: FuzzCheck.all.map(\.name))
    func replay(_ name: String) async throws {
        let check = try #require(FuzzCheck.named(name))
        let seeds = try Self.files("seeds/\(name)")
        #expect(!seeds.isEmpty)
        for (file, bytes) in seeds.merging(try Self.files("crashers/\(name)"), uniquingKeysWith: +)
        {
            #expect(await check.finding(bytes) == nil, "\(name)/\(file)")
        }
        #expect(await check.finding([]) == nil)
    }

    @Test("none lies where no check looks")
    func folders() throws {
        let names = Set(FuzzCheck.all.map(\.name))
        for (folder, others) in [("seeds", ["calls"]), ("crashers", [])] {
            let place = Self.fuzz.appendingPathComponent(folder).path
            let found = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            #expect(Set(found).subtracting(others).isSubset(of: names))
        }
    }

    @Test("the seeds are those of the contract: tools/fuzz/run --write-seeds")
    func seeds() throws {
        for (folder, files) in Seeds.all {
            #expect(try Self.files("seeds/\(folder)") == files, "\(folder) is of an older contract")
        }
    }

    @Test("every message that a method takes or gives is fuzzed")
    func messages() {
        let requests = MessageTypes.requests.map { $0.schema.name }
        let answers = MessageTypes.answers.map { $0.schema.name }
        for method in MethodList.all {
            #expect(requests.contains(method.request.name), "\(method.path)")
            #expect(answers.contains(method.response.name), "\(method.path)")
        }
    }
}
