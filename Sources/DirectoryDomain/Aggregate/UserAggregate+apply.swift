extension UserAggregate {
    /// Takes in what has happened. Never refuses: the log is right by definition.
    package mutating func apply(_ event: UserEvent, at time: Timestamp) {
        version += 1
        lastEventAt = time
        switch event {
        case .created:
            createdAt = time
            updatedAt = time
        case .phoneNumberSet(let masked):
            maskedPhoneNumber = masked
            updatedAt = time
        case .phoneNumberRemoved:
            maskedPhoneNumber = nil
            updatedAt = time
        case .phoneNumberExported:
            break
        case .erased:
            maskedPhoneNumber = nil
            isErased = true
            updatedAt = time
        }
    }
}
