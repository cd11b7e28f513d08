/// The requests of all operations that have a route.
struct GatewayPatterns: Sendable {
    private let byPhone: RequestPattern
    private let byEmail: RequestPattern
    private let checkUser: RequestPattern
    private let updatePhone: RequestPattern
    private let removePhone: RequestPattern
    /// By the digits of the id, from 1.
    private let exportPhone: [RequestPattern]

    init(_ address: GatewayAddress, _ credentials: Credentials) {
        let key = credentials.apiKey ?? ""
        let bearer = credentials.token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let both = (key.isEmpty ? "" : "X-API-Key: \(key)\r\n") + bearer
        let pattern = { (line: String, fields: String, body: String, holes: [CallText]) in
            let head = "\(line) HTTP/1.1\r\nHost: \(address.authority)\r\n\(fields)\r\n"
            return RequestPattern(
                Array((head + body).utf8), idOffset: nil, holes.map { .text($0) })
        }
        let get = "GET \(address.prefix)"
        let uuid = Population.string(.uuid, of: 0)
        let email = Population.string(.email, of: 0)
        let number = Population.string(.phoneNumber, of: 0)
        byPhone = pattern(
            "\(get)/users/by-phone?phoneNumber=%2B\(number.dropFirst())", both, "",
            [.numberDigits])
        byEmail = pattern("\(get)/users/by-email?email=\(email)", both, "", [.email])
        checkUser = pattern(
            "\(get)/api/v1/check-user?email=\(email)", "cv-api-key: \(key)\r\n", "", [.email])
        let post = { (value: String, holes: [CallText]) in
            let body = "{\"phoneNumber\":\(value)}"
            return pattern(
                "POST \(address.prefix)/users/\(uuid)/UpdatePhoneNumber",
                both + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n",
                body, holes)
        }
        updatePhone = post("\"\(number)\"", [.uuid, .number])
        removePhone = post("null", [.uuid])
        exportPhone = (1...10).map { digits in
            let id = String(repeating: "9", count: digits)
            let text =
                "\(get)/protected/json/users/\(id)/phone_number HTTP/1.1\r\n"
                + "Host: \(address.authority)\r\nX-Authy-API-Key: \(key)\r\n\r\n"
            let start = "\(get)/protected/json/users/".utf8.count
            return RequestPattern(
                Array(text.utf8), idOffset: nil, [.authyDigits(digits)], from: start)
        }
    }

    func append(_ call: Call, to output: inout [UInt8]) {
        switch call.operation {
        case .byPhone, .readBack: byPhone.append(call, id: 0, to: &output)
        case .byEmail, .signUp, .signUpAgain: byEmail.append(call, id: 0, to: &output)
        case .checkUser: checkUser.append(call, id: 0, to: &output)
        case .updatePhone: updatePhone.append(call, id: 0, to: &output)
        case .removePhone: removePhone.append(call, id: 0, to: &output)
        case .exportPhone:
            let digits = RequestPattern.authyDigits(of: call.user)
            exportPhone[digits - 1].append(call, id: 0, to: &output)
        case .byUUID, .byAuthyID, .byAddress:
            preconditionFailure("\(call.operation.name) has no route")
        }
    }
}
