import DirectoryAPI

/// How an actor is written in the audit trail.
enum ActorName {
    static func key(_ id: String) -> String { "key:" + id }

    static func user(_ uid: UInt32) -> String { "uid:\(uid)" }

    /// A token's subject is somebody else's text: one that could hold an address or a number is not
    /// written down.
    static func subject(_ subject: String) -> String {
        "sub:" + (OpaqueName.isOpaque(subject) ? subject : "-")
    }
}
