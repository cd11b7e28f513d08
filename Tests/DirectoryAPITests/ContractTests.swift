import DirectoryAPI
import ProtobufC
import Testing

/// What the sources say against what the .proto files say.
struct ContractTests {
    private static let files = [
        "rollcall/v1/directory.proto", "rollcall/v1/admin.proto", "grpc/health/v1/health.proto",
        "google/rpc/status.proto", "google/rpc/error_details.proto",
    ]

    @Test("every message of a file has its fields under the file's numbers", arguments: files)
    func fields(_ path: String) throws {
        let file = try ProtoFile(path)
        #expect(!file.messages.isEmpty)
        let ours = Dictionary(
            FilledMessages.all.map { (type(of: $0).schema.name, type(of: $0).schema) },
            uniquingKeysWith: { first, _ in first })
        for (name, fields) in file.messages {
            let schema = try #require(ours[name], "no message of ours is \(name)")
            let found = Dictionary(uniqueKeysWithValues: schema.fields.map { ($0.name, $0.number) })
            #expect(found == fields, "\(name)")
        }
    }

    @Test("every method of a file is in the list, with its messages and kind", arguments: files)
    func methods(_ path: String) throws {
        for method in try ProtoFile(path).methods {
            let found = try #require(MethodList.method(atPath: "\(method.service)/\(method.name)"))
            #expect(found.request.name == method.request)
            #expect(found.response.name == method.response)
            #expect(found.kind == method.kind)
        }
    }

    @Test("the list holds nothing that is in no file, and nothing twice")
    func noOthers() throws {
        let declared = try Self.files.flatMap { try ProtoFile($0).methods }
            .map { "\($0.service)/\($0.name)" }
        #expect(Set(MethodList.all.map(\.path)).isSubset(of: declared))
        #expect(Set(MethodList.all.map(\.path)).count == MethodList.all.count)
        #expect(MethodList.method(atPath: "rollcall.v1.Directory/NoSuch") == nil)
    }
}
