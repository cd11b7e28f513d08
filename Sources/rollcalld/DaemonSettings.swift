import DirectorySQLite
import Foundation
import ProgramSettings
import TTRPCSocket

/// What the daemon was told, checked.
struct DaemonSettings {
    var dataDirectory: String
    var socket: String
    var workers: Int
    var socketPermissions: SocketPermissions
    var takesOver: Bool
    var trustedUIDs: [UInt32]
    var adminUIDs: [UInt32]
    /// Memory for look-ups that are kept; 0 = none are.
    var hotRecordBytes: Int
    /// Memory for pages of the store's file, of each worker and of the writer; an upper limit.
    var pageCacheBytes: Int
    var limits: SocketLimits

    static let names: [SettingName] =
        [
            .dataDirectory, .socket, .workers, .socketMode, .socketGroup, .takeOver, .trustedUID,
            .adminUID, .hotRecords, .pageCache,
        ] + LimitOptions.settings

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
        socketPermissions = try Self.permissions(flags, sources)
        takesOver = try sources.value(.takeOver, flag: flags.takeOver ? true : nil) ?? false
        trustedUIDs = try Self.uids(.trustedUID, flags.trustedUIDs, sources)
        adminUIDs = try Self.uids(.adminUID, flags.adminUIDs, sources)
        hotRecordBytes = try Self.hotRecordBytes(flags, sources)
        pageCacheBytes = try Self.pageCacheBytes(flags, sources)
        limits = try flags.limits.limits(sources)
    }

    private static func permissions(
        _ flags: Rollcalld, _ sources: SettingSources
    ) throws(ProgramFailure) -> SocketPermissions {
        let mode = try sources.value(.socketMode, flag: flags.socketMode) ?? "0660"
        guard let parsed = UInt32(mode, radix: 8), parsed <= 0o777 else {
            throw .usage("--socket-mode must be octal permissions such as 0660")
        }
        guard let group = try sources.value(.socketGroup, flag: flags.socketGroup) else {
            return SocketPermissions(mode: parsed)
        }
        guard let id = UInt32(group) ?? SocketPermissions.groupID(named: group) else {
            throw .usage("--socket-group: no group is named \(group)")
        }
        return SocketPermissions(mode: parsed, groupID: id)
    }

    private static func hotRecordBytes(
        _ flags: Rollcalld, _ sources: SettingSources
    ) throws(ProgramFailure) -> Int {
        let given = try sources.value(.hotRecords, flag: flags.hotRecords)
        let bytes = given?.bytes ?? 64 << 20
        guard bytes == 0 || (64 << 10...1 << 40).contains(bytes) else {
            throw .usage("--hot-records must be 0, or 64KiB to 1024GiB")
        }
        return bytes
    }

    private static func pageCacheBytes(
        _ flags: Rollcalld, _ sources: SettingSources
    ) throws(ProgramFailure) -> Int {
        let given = try sources.value(.pageCache, flag: flags.pageCache)
        let bytes = given?.bytes ?? SQLiteStore.pageCacheBytes
        guard (1 << 20...1 << 40).contains(bytes) else {
            throw .usage("--page-cache must be 1MiB to 1024GiB")
        }
        return bytes
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
    fileprivate static let socketGroup: SettingName = "socket-group"
    fileprivate static let takeOver: SettingName = "take-over"
    fileprivate static let trustedUID: SettingName = "trusted-uid"
    fileprivate static let adminUID: SettingName = "admin-uid"
    fileprivate static let hotRecords: SettingName = "hot-records"
    fileprivate static let pageCache: SettingName = "page-cache"
}
