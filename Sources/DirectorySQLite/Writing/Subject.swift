import DirectoryDomain

/// The user that a command works on: the first it reads or makes, or the last it appended for.
/// Commands name users by uuid and the tables by authy id, so this spares a look-up for each event.
struct Subject {
    let uuid: UserUUID
    let authyID: Int64
    /// As the command read it first; nil when it did not.
    var record: User?
    /// Of the user's last event in the log.
    var version: Int64
    /// Where the user's list of events ends; nil before anybody asked.
    var tail: EventList.Tail?
    /// The tail has moved, and the user's row does not say so yet: it is written once, with the
    /// rest of the row, if the command changes that as well.
    var hasMoved = false
}
