import DirectoryAPI
import DirectoryCache
import DirectoryDomain
import ProtobufC
import TTRPC

extension Handler {
    /// Answered from the hot records where they have it; the store reads nothing then.
    static let lookupUser = Handler(LookupUser.self, .scope(.usersRead), packed: lookUp)

    @Sendable
    private static func lookUp(
        _ dispatcher: DirectoryDispatcher, _ caller: Caller, _ call: borrowing IncomingCall,
        _ reply: inout [UInt8]
    ) throws -> Disposition {
        if caller.isUnrestricted, dispatcher.copyHotRecord(of: call.payload, to: &reply) {
            return .answered
        }
        let request: LookupUserRequest
        do {
            request = try LookupUserRequest(decoding: call.payload, in: dispatcher.arena)
        } catch {
            throw Status(describing: error)
        }
        let key = try DirectoryDomain.UserKey(request.key)
        if let charge = try dispatcher.charge(caller, for: [key], call) {
            _ = try dispatcher.reply(to: call, from: caller, charge) {
                DirectoryAPI.User(try caller.permitted(dispatcher.user(key, for: caller)))
            }
            return .held
        }
        let user = try caller.permitted(dispatcher.user(key, for: caller))
        DirectoryAPI.User(user).encode(into: &reply, in: dispatcher.arena)
        // What is left of an erased user is asked for too rarely to be kept. Of a number's holders
        // an isolated organization may have been answered another than everybody is.
        if !user.isErased, caller.visibility == .shared {
            dispatcher.keepHotRecord(reply, of: key)
        }
        return .answered
    }
}

extension DirectoryDispatcher {
    fileprivate func copyHotRecord(of payload: Span<UInt8>, to reply: inout [UInt8]) -> Bool {
        guard let hotRecords = environment.hotRecords, let place = LookUpKey.place(in: payload)
        else { return false }
        let key = HotRecordKey(place.kind, payload.extracting(place.range))
        return hotRecords.copy(key, to: &reply)
    }

    fileprivate func keepHotRecord(_ record: [UInt8], of key: DirectoryDomain.UserKey) {
        environment.hotRecords?.keep(key, record.span, readAt: reader.sequence)
    }
}
