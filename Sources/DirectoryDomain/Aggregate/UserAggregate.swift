/// One user as the log tells it: everything that follows from its events, and nothing personal.
/// The number itself is not in the log, so whoever decides about it brings it along.
package struct UserAggregate: Equatable, Sendable {
    package let uuid: UserUUID
    /// 0 before the first event.
    package internal(set) var version: Int64 = 0
    package internal(set) var createdAt = Timestamp(milliseconds: 0)
    /// Of the last event that changed the record; an export changes nothing.
    package internal(set) var updatedAt = Timestamp(milliseconds: 0)
    package internal(set) var lastEventAt = Timestamp(milliseconds: 0)
    /// nil while no number is set.
    package internal(set) var maskedPhoneNumber: String?
    package internal(set) var isErased = false

    /// To whom nothing has happened yet.
    package init(uuid: UserUUID) { self.uuid = uuid }

    /// As the read model has it, which saves reading the events again. `lastEventAt` differs from
    /// `updatedAt` when the number was exported since.
    package init(_ user: User, lastEventAt: Timestamp) {
        uuid = user.uuid
        version = user.version
        createdAt = user.createdAt
        updatedAt = user.updatedAt
        self.lastEventAt = max(lastEventAt, user.updatedAt)
        maskedPhoneNumber = user.phoneNumber?.masked
        isErased = user.isErased
    }

    /// When an event decided at `now` happens. A clock that was set back does not turn the order
    /// of one user's events around.
    package func moment(at now: Timestamp) -> Timestamp { max(now, lastEventAt) }
}
