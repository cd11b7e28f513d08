import DirectoryCache
import DirectoryDomain
import TestSupport

/// Looks users up as the service does: in the table, else in the store, and keeps what it finds.
struct HotDirectory {
    let table: HotRecordTable
    let reader: any DirectoryReader

    init(_ table: HotRecordTable, _ store: any DirectoryStore) throws {
        self.table = table
        reader = try store.makeReader()
    }

    /// What is answered for a key; nil for nobody.
    func look(_ key: UserKey) throws -> String? {
        if let kept = kept(key) { return kept }
        guard let read = try read(key) else { return nil }
        keep(read, of: key)
        return read.record
    }

    struct Read {
        var record: String
        var sequence: UInt64
    }

    /// The first half of a miss.
    func read(_ key: UserKey) throws -> Read? {
        guard let user = try reader.user(key) else { return nil }
        return Read(record: Self.record(of: user), sequence: reader.sequence)
    }

    /// The second half.
    func keep(_ read: Read, of key: UserKey) {
        table.keep(key, Array(read.record.utf8).span, readAt: read.sequence)
    }

    func kept(_ key: UserKey) -> String? {
        var output: [UInt8] = []
        let (kind, bytes) = Self.bytes(of: key)
        guard table.copy(HotRecordKey(kind, bytes.span), to: &output) else { return nil }
        return String(decoding: output, as: UTF8.self)
    }

    /// The version first, so that a test can read it back.
    static func record(of user: User) -> String {
        "\(user.version) \(user.uuid.value) \(user.phoneNumber?.value ?? "-")"
    }

    static func version(in record: String) -> Int64 {
        Int64(record.prefix { $0 != " " }) ?? 0
    }

    private static func bytes(of key: UserKey) -> (HotRecordKey.Kind, [UInt8]) {
        switch key {
        case .uuid(let uuid): (.uuid, Array(uuid.key.utf8))
        case .email(let email): (.email, Array(email.key.utf8))
        case .phoneNumber(let number): (.phoneNumber, Array(number.value.utf8))
        case .canonicalPhoneNumber(let number): (.canonicalPhoneNumber, Array(number.utf8))
        // Small ones: a varint of one byte.
        case .authyID(let id): (.authyID, [UInt8(id)])
        }
    }
}
