/// One question: about which user, and what sets it apart from the others about them.
struct Call: Sendable {
    /// Their index; from `Population.maximumCount` up it is nobody's.
    var user: Int
    var operation = Operation.byPhone
    /// Where a conversation of several questions stands; its exchange says which is which.
    var step: UInt8 = 0
    /// The spare number that an update sets, or that the user is known to have; 0 for the number
    /// they were filled with. Of a sign-up, what its address is made of.
    var choice: UInt64 = 0

    var isAboutNobody: Bool { user >= Population.maximumCount }

    /// Whether its address is that of somebody who signs up, or has done so.
    var isAboutNewcomer: Bool {
        switch operation {
        case .signUp, .signUpAgain: true
        case .byAddress: choice != 0
        case .byPhone, .byEmail, .updatePhone, .checkUser, .exportPhone, .removePhone, .readBack,
            .byUUID, .byAuthyID:
            false
        }
    }
}
