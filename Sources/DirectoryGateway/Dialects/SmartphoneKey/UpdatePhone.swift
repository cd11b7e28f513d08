import DirectoryAPI
import RollcallClient

/// `POST /users/{id}/UpdatePhoneNumber`: set a user's number, or remove it.
struct UpdatePhone: Sendable {
    let directory: Directory

    func answer(_ exchange: Exchange) async throws -> Answer {
        let reading = UpdatePhone.read(
            try await RequestContent.read(exchange.request), requestID: exchange.requestID)
        let id = exchange.places[0]
        var request = UpdatePhoneNumberRequest(uuid: id)
        // What cannot be carried out is asked without a change: the daemon looks at the rights,
        // then refuses it, and nothing can come of it.
        if case .change(let change) = reading { request.change = change }
        let result = await directory.ask(UpdatePhoneNumber.self, request, for: exchange)
        switch result {
        case .success(let response):
            if case .refused(let answer) = reading { return answer }
            return .ok(UpdatePhone.body(response))
        case .failure(let error):
            return UpdatePhone.answer(error, reading, id: id, requestID: exchange.requestID)
        }
    }

    enum Reading: Equatable, Sendable {
        case change(UpdatePhoneNumberRequest.Change)
        /// What to answer, once the rights are known to be there.
        case refused(Answer)
    }

    static func read(_ content: RequestContent, requestID: String) -> Reading {
        switch content {
        case .tooLarge:
            return .refused(SmartphoneKeyProblem.answer(.contentTooLarge, requestID: requestID))
        case .unsupportedMediaType:
            return .refused(
                SmartphoneKeyProblem.answer(.unsupportedMediaType, requestID: requestID))
        case .notJSON(let problem):
            return .refused(SmartphoneKeyProblem.badRequest(problem.description))
        case .broken:
            return .refused(SmartphoneKeyProblem.badRequest("The request body breaks off"))
        case .json(let json):
            switch PhoneNumberBody(json) {
            case .set(let number): return .change(.set(number))
            case .remove: return .change(.remove)
            case .invalid(let reason): return .refused(SmartphoneKeyProblem.badRequest(reason))
            }
        }
    }

    /// The body is looked at before the id: what is wrong with it comes before 404.
    static func answer(
        _ error: RollcallError, _ reading: Reading, id: String, requestID: String
    ) -> Answer {
        switch (error.code, reading) {
        case (.invalidArgument, .refused(let answer)), (.notFound, .refused(let answer)):
            return answer
        case (.invalidArgument, .change) where !UserID.isWellFormed(id):
            return SmartphoneKeyProblem.answer(.notFound, requestID: requestID)
        case (_, _):
            return SmartphoneKeyProblem.answer(
                error, requestID: requestID,
                invalid: SmartphoneKeyProblem.badRequest(PhoneNumberBody.wrongNumber))
        }
    }

    static func body(_ response: UpdatePhoneNumberResponse) -> JSONValue {
        .members(
            ("success", .bool(true)), ("aggregateId", .string(response.uuid)),
            ("version", .integer(response.version)),
            ("event", response.event.map(event) ?? .null))
    }

    private static func event(_ event: Event) -> JSONValue {
        guard case .userPhoneNumberUpdated(let update) = event.payload else { return .null }
        var members = [
            JSONValue.Member("userId", .string(event.uuid)),
            JSONValue.Member("action", .string(update.action == .set ? "set" : "removed")),
        ]
        if update.action == .set {
            members.append(
                JSONValue.Member("maskedPhoneNumber", .string(update.maskedPhoneNumber)))
        }
        members.append(JSONValue.Member("timestamp", .time(event.time)))
        return .members(("type", .string("UserPhoneNumberUpdated")), ("data", .object(members)))
    }
}
