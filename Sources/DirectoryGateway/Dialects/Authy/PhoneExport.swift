import DirectoryAPI
import RollcallClient

/// `GET /protected/json/users/{authy_id}/phone_number`. The order of the checks is the daemon's.
struct PhoneExport: Sendable {
    let directory: Directory

    func answer(_ exchange: Exchange) async -> Answer {
        let request = ExportPhoneNumberRequest(authyID: PhoneExport.id(exchange.places[0]))
        let result = await directory.ask(ExportPhoneNumber.self, request, for: exchange)
        switch result {
        case .success(let response): return .ok(PhoneExport.body(response))
        case .failure(let error):
            return AuthyProblem.answer(error, requestID: exchange.requestID)
        }
    }

    /// 0, which is nobody's, for what is no positive 64-bit integer in plain digits.
    static func id(_ text: String) -> Int64 {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return 0 }
        return Int64(text) ?? 0
    }

    static func body(_ response: ExportPhoneNumberResponse) -> JSONValue {
        .members(
            ("phone_number", .string(grouped(response.nationalNumber))),
            ("country_code", .string(response.countryCode)), ("e164", .string(response.e164)),
            ("updated_at", .time(response.updatedAt, fractionDigits: 0)))
    }

    /// The national number hyphenated from the right as rest-3-4, as far as its digits go.
    static func grouped(_ national: String) -> String {
        guard national.count > 4 else { return national }
        let rest = national.dropLast(4)
        guard rest.count > 3 else { return "\(rest)-\(national.suffix(4))" }
        return "\(rest.dropLast(3))-\(rest.suffix(3))-\(national.suffix(4))"
    }
}
