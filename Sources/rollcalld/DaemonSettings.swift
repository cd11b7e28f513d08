import Foundation
import ProgramSettings

/// What the daemon was told, checked.
struct DaemonSettings {
    var dataDirectory: String
    var socket: String
    var workers: Int
    var socketMode: UInt32
    var trustedUIDs: [UInt32]
    var adminUIDs: [UInt32]

    static let names: [SettingName] = [
        .dataDirectory, .socket, .workers, .socketMode, .trustedUID, .adminUID,
    ]

    init(_ flags: Rollcalld, _ sources: SettingSources) throws(ProgramFailure) {
        dataDirectory =
            try sources.value(.dataDirectory, flag: flags.dataDirectory) ?? ".rollcall"
        guard !dataDirectory.isEmpty else { throw .usage("--data-dir must not be empty") }
        socket =
            try sources.value(.socket, flag: flags.socket) ?? dataDirectory + "/rollcall.sock"
        guard !socket.isEmpty else { throw .usage("--socket must not be empty") }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        workers = try sources.value(.workers, flag: flags.workers) ?? max(1, cores / 2)
        guard (1...cores).contains(workers) else {
            throw .usage("--workers must be 1 to the number of cores, \(cores)")
        }
        let mode = try sources.value(.socketMode, flag: flags.socketMode) ?? "0660"
        guard let parsed = UInt32(mode, radix: 8), parsed <= 0o777 else {
            throw .usage("--socket-mode must be octal permissions such as 0660")
        }
        socketMode = parsed
        trustedUIDs = try Self.uids(.trustedUID, flags.trustedUIDs, sources)
        adminUIDs = try Self.uids(.adminUID, flags.adminUIDs, sources)
    }

    private static func uids(
        _ name: SettingName, _ flags: [Int], _ sources: SettingSources
    ) throws(ProgramFailure) -> [UInt32] {
        var uids: [UInt32] = []
        for value in try sources.values(name, flags: flags) {
            guard let uid = UInt32(exactly: value) else { throw .usage("a uid is out of range") }
            uids.append(uid)
        }
        return uids
    }
}

extension SettingName {
    fileprivate static let dataDirectory: SettingName = "data-dir"
    fileprivate static let socket: SettingName = "socket"
    fileprivate static let workers: SettingName = "workers"
    fileprivate static let socketMode: SettingName = "socket-mode"
    fileprivate static let trustedUID: SettingName = "trusted-uid"
    fileprivate static let adminUID: SettingName = "admin-uid"
}
