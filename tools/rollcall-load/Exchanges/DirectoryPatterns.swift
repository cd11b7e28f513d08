import DirectoryAPI

/// The frames of all operations.
struct DirectoryPatterns: Sendable {
    private let byPhone: RequestPattern
    private let byEmail: RequestPattern
    private let byUUID: RequestPattern
    private let byAddress: RequestPattern
    private let checkUser: RequestPattern
    private let updatePhone: RequestPattern
    private let removePhone: RequestPattern
    /// By the length of the id, from 1.
    private let byAuthyID: [RequestPattern]
    private let exportPhone: [RequestPattern]

    init(apiKey: String?) {
        let uuid = Population.string(.uuid, of: 0)
        let email = Population.string(.email, of: 0)
        let number = Population.string(.phoneNumber, of: 0)
        let lookup = { (key: UserKey.Key, content: RequestPattern.Content) in
            RequestPattern(
                LookupUser.self, LookupUserRequest(key: UserKey(key)), [content], apiKey: apiKey)
        }
        byPhone = lookup(.phoneNumber(number), .text(.number))
        byUUID = lookup(.uuid(uuid), .text(.uuid))
        byAddress = lookup(.email(email), .text(.email))
        byEmail = RequestPattern(
            FindOrCreateUser.self, FindOrCreateUserRequest(email: email), [.text(.email)],
            apiKey: apiKey)
        checkUser = RequestPattern(
            CheckUser.self, CheckUserRequest(email: email), [.text(.email)], apiKey: apiKey)
        updatePhone = RequestPattern(
            UpdatePhoneNumber.self, UpdatePhoneNumberRequest(uuid: uuid, change: .set(number)),
            [.text(.uuid), .text(.number)], apiKey: apiKey)
        removePhone = RequestPattern(
            UpdatePhoneNumber.self, UpdatePhoneNumberRequest(uuid: uuid, change: .remove),
            [.text(.uuid)], apiKey: apiKey)
        let lengths = 1...5
        byAuthyID = lengths.map {
            lookup(.authyID(RequestPattern.largestAuthyID(bytes: $0)), .authyID(bytes: $0))
        }
        exportPhone = lengths.map {
            let largest = RequestPattern.largestAuthyID(bytes: $0)
            return RequestPattern(
                ExportPhoneNumber.self, ExportPhoneNumberRequest(authyID: largest),
                [.authyID(bytes: $0)], apiKey: apiKey)
        }
    }

    func append(_ call: Call, id: UInt32, to output: inout [UInt8]) {
        let length = { RequestPattern.authyIDLength(of: call.user) - 1 }
        switch call.operation {
        case .byPhone, .readBack: byPhone.append(call, id: id, to: &output)
        case .byEmail, .signUp, .signUpAgain: byEmail.append(call, id: id, to: &output)
        case .byUUID: byUUID.append(call, id: id, to: &output)
        case .byAddress: byAddress.append(call, id: id, to: &output)
        case .checkUser: checkUser.append(call, id: id, to: &output)
        case .updatePhone: updatePhone.append(call, id: id, to: &output)
        case .removePhone: removePhone.append(call, id: id, to: &output)
        case .byAuthyID: byAuthyID[length()].append(call, id: id, to: &output)
        case .exportPhone: exportPhone[length()].append(call, id: id, to: &output)
        }
    }
}
