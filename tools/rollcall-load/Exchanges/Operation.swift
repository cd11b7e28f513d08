/// What a call does. Its name stands in workloads, objectives and reports.
enum Operation: UInt8, CaseIterable, Codable, Sendable {
    case byPhone, byEmail, updatePhone, checkUser, exportPhone
    /// By-email of an address that nobody has, which makes a user.
    case signUp
    /// By-email of an address that this run has signed up.
    case signUpAgain
    case removePhone
    /// By-phone of a number that this run has set.
    case readBack
    case byUUID, byAuthyID
    /// By an e-mail address that makes nobody.
    case byAddress

    init?(named name: some StringProtocol) {
        guard let found = Operation.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    var name: String {
        switch self {
        case .byPhone: "by-phone"
        case .byEmail: "by-email"
        case .updatePhone: "update-phone"
        case .checkUser: "check-user"
        case .exportPhone: "export-phone"
        case .signUp: "sign-up"
        case .signUpAgain: "sign-up-again"
        case .removePhone: "remove-phone"
        case .readBack: "read-back"
        case .byUUID: "by-uuid"
        case .byAuthyID: "by-authy-id"
        case .byAddress: "by-address"
        }
    }

    /// Whether a run of it alone has anything to do.
    var standsAlone: Bool {
        switch self {
        case .byPhone, .byEmail, .updatePhone, .checkUser, .exportPhone, .signUp, .byUUID,
            .byAuthyID, .byAddress:
            true
        case .signUpAgain, .removePhone, .readBack: false
        }
    }

    /// Whether the gateway has a route for it.
    var hasRoute: Bool {
        switch self {
        case .byUUID, .byAuthyID, .byAddress: false
        case .byPhone, .byEmail, .updatePhone, .checkUser, .exportPhone, .signUp, .signUpAgain,
            .removePhone, .readBack:
            true
        }
    }

    var changesNumbers: Bool {
        switch self {
        case .updatePhone, .removePhone, .readBack: true
        case .byPhone, .byEmail, .checkUser, .exportPhone, .signUp, .signUpAgain, .byUUID,
            .byAuthyID, .byAddress:
            false
        }
    }

    /// Whether it may be asked about nobody.
    var mayMiss: Bool {
        switch self {
        case .byPhone, .checkUser, .byUUID, .byAddress: true
        case .byEmail, .updatePhone, .exportPhone, .signUp, .signUpAgain, .removePhone, .readBack,
            .byAuthyID:
            false
        }
    }
}
