import DirectoryAPI
import DirectoryDomain

extension Handler {
    static let exportPhoneNumber = Handler(
        DirectoryAPI.ExportPhoneNumber.self, .limitedScope(.phonesExport)
    ) { dispatcher, caller, request, call in
        if caller.reach != .everyone {
            _ = try caller.permitted(dispatcher.user(.authyID(request.authyID), for: caller))
        }
        try dispatcher.require(.authyID(request.authyID), toBeVisibleTo: caller)
        let command = DirectoryDomain.ExportPhoneNumber(authyID: request.authyID)
        return try dispatcher.submit(command, for: caller, call) { outcome in
            ExportPhoneNumberResponse(
                e164: "+" + outcome.number.countryCode + outcome.number.nationalNumber,
                countryCode: outcome.number.countryCode,
                nationalNumber: outcome.number.nationalNumber,
                updatedAt: ProtoTimestamp(outcome.updatedAt))
        }
    }
}
