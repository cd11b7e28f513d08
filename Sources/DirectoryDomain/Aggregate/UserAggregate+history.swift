extension UserAggregate {
    /// The events of a user who was there before the log: made once, and later given the number
    /// or, when there is none and the record has changed all the same, relieved of one.
    ///
    /// Every imported user's record follows from these, so that a rebuild gives it again.
    static func history(of user: ImportedUser, at now: Timestamp) -> [DatedEvent] {
        let createdAt = user.createdAt ?? now
        let updatedAt = max(user.updatedAt ?? createdAt, createdAt)
        let created = DatedEvent(.created, at: createdAt)
        if let number = user.phoneNumber {
            return [created, DatedEvent(.phoneNumberSet(masked: number.masked), at: updatedAt)]
        }
        return updatedAt > createdAt
            ? [created, DatedEvent(.phoneNumberRemoved, at: updatedAt)] : [created]
    }
}
