import DirectoryDomain

/// The user that a command works on: the first it reads or makes, or the last it appended for.
/// Commands name users by uuid and the tables by authy id, so this spares a look-up for each event.
struct Subject {
    let uuid: UserUUID
    let authyID: Int64
    /// Of the user's last event in the log. From the read model when it was the command's first
    /// read: before a command writes, the two agree.
    var version: Int64
}
