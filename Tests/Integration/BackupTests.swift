import DirectoryAPI
import Foundation
import RollcallClient
import Testing

@Suite("Backup")
struct BackupTests {
    @Test("made while writes go on, it holds every one that was answered before, and verifies")
    func underWrites() async throws {
        let daemon = try await LiveDaemon.start()
        let isOver = Latch<Void>()
        let before = try await withThrowingTaskGroup(of: Void.self) { group in
            let answered = LineLog()
            for caller in 0..<4 {
                group.addTask {
                    defer { answered.end() }
                    var number = 0
                    while !isOver.isSet {
                        number += 1
                        let email = "c\(caller).\(number)@example.com"
                        let user = try await daemon.create(email, phone: "+1-555-0\(100 + number)")
                        answered.append(Array("\(user.email)\n".utf8))
                    }
                }
            }
            _ = await answered.line(holding: "c0.5@")
            let before = answered.lines
            let made = try await daemon.rollcall("backup", "create", "copy.sqlite")
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(made.output.contains("verified"))
            isOver.set(())
            try await group.waitForAll()
            return before
        }
        #expect(before.count > 5)
        let copy = daemon.folder.file("copy.sqlite")
        let attributes = try FileManager.default.attributesOfItem(atPath: copy)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(await daemon.stop() == .exited(0))

        let folder = daemon.folder.file("d")
        let refused = try await Tool.rollcall(
            "backup", "restore", copy, "--data-dir", folder, in: daemon.folder)
        #expect(refused.exitCode == 1)
        #expect(refused.errors.split(separator: "\n").count == 1)
        let restored = try await Tool.rollcall(
            "backup", "restore", copy, "--data-dir", folder, "--force", in: daemon.folder)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(restored.line.hasPrefix("restored "))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.contains { $0.contains(".before-") })

        let again = try await LiveDaemon.start(in: daemon.folder)
        for email in before {
            let request = LookupUserRequest(key: UserKey(.email(email)))
            #expect(try await again.client.call(LookupUser.self, request).email == email)
        }
        try await again.expectWhole()
        try await again.create("after@example.com")
    }

    @Test("what was erased or removed is nowhere in the file")
    func forgotten() async throws {
        let daemon = try await LiveDaemon.start()
        let user = try await daemon.create("planted.person@example.com", phone: "+1-555-7777777")
        try await daemon.create("kept@example.com")
        _ = try await daemon.client.call(EraseUser.self, EraseUserRequest(uuid: user.uuid))
        let file = daemon.folder.file("b")
        let answer = try await daemon.client.call(
            CreateBackup.self, CreateBackupRequest(path: file))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(Int64(bytes.count) == answer.bytes)
        #expect(answer.lastPosition == (try await daemon.status()).lastPosition)
        #expect(bytes.range(of: Data("kept@example.com".utf8)) != nil)
        #expect(bytes.range(of: Data("planted.person".utf8)) == nil)
        #expect(bytes.range(of: Data("7777777".utf8)) == nil)
    }

    @Test("nothing is overwritten, and no folder is made; what was begun is removed")
    func refusals() async throws {
        let daemon = try await LiveDaemon.start()
        let taken = try daemon.folder.write("precious", to: "taken")
        for (path, code) in [
            (taken, RollcallError.Code.alreadyExists), ("relative", .invalidArgument),
            ("", .invalidArgument), (daemon.folder.file("none/b"), .invalidArgument),
        ] {
            let error = await #expect(throws: RollcallError.self) {
                try await daemon.client.call(CreateBackup.self, CreateBackupRequest(path: path))
            }
            #expect(error?.code == code, "\(path)")
        }
        #expect(try daemon.folder.text(of: "taken") == "precious")
        let names = try FileManager.default.contentsOfDirectory(atPath: daemon.folder.path)
        #expect(!names.contains { $0.hasSuffix(".partial") })
    }

    @Test("a restore is refused while a daemon runs, and for what is no whole backup")
    func refusedRestore() async throws {
        let daemon = try await LiveDaemon.start()
        try await daemon.create("ann@example.com")
        let made = try await daemon.rollcall("backup", "create", "b")
        #expect(made.exitCode == 0, "\(made.errors)")
        let folder = daemon.folder
        func restore(_ file: String, _ data: String) async throws -> Tool.Result {
            try await Tool.rollcall(
                "backup", "restore", folder.file(file), "--data-dir", folder.file(data),
                "--force", in: folder)
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("b")))
        bytes.replaceSubrange(4_096 * 5..<4_096 * 6, with: Data(count: 4_096))
        try bytes.write(to: URL(fileURLWithPath: folder.file("damaged")))
        try folder.write("no store", to: "text")
        for (file, data) in [("b", "d"), ("damaged", "e"), ("text", "e"), ("none", "e")] {
            let result = try await restore(file, data)
            #expect(result.exitCode == 1, "\(file)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.file("e"))
        #expect(left.allSatisfy { $0 == "lock" }, "\(left)")
        #expect(try await restore("b", "e").exitCode == 0)
        #expect(try await daemon.status().users == 1)
    }
}
