/// Reads the gateway's answers: where in the bytes of a message does it say what.
enum GatewayReplies {
    static func read(
        _ bytes: Span<UInt8>, _ message: Range<Int>, _ operation: Operation
    ) -> Reply.Outcome {
        let status = HTTPAnswer.status(bytes, message)
        if status == 404 { return .notFound }
        guard status == 200 else { return .refused(code: status) }
        var reply = Reply()
        let isWhole = object(bytes, HTTPAnswer.content(bytes, message), operation, into: &reply)
        return isWhole ? .reply(reply) : .malformed("the body is no JSON object")
    }

    /// The members of all bodies: their names tell them apart.
    private static func object(
        _ bytes: Span<UInt8>, _ place: Range<Int>, _ operation: Operation,
        into reply: inout Reply
    ) -> Bool {
        var walk = JSONWalk(bytes, place)
        while let member = walk.next() {
            if walk.holds("uuid", at: member.name) { reply.uuid = member.value }
            if walk.holds("aggregateId", at: member.name) { reply.uuid = member.value }
            if walk.holds("email", at: member.name) { reply.email = member.value }
            if walk.holds("phoneNumber", at: member.name) { reply.number = member.value }
            if walk.holds("e164", at: member.name) { reply.number = member.value }
            if walk.holds("event", at: member.name) {
                reply.hasEvent = !walk.holds("null", at: member.value)
            }
            if walk.holds("version", at: member.name) {
                for index in member.value where (0x30...0x39).contains(bytes[index]) {
                    reply.version = reply.version &* 10 &+ UInt64(bytes[index] - 0x30)
                }
            }
            if operation == .checkUser, walk.holds("data", at: member.name) {
                reply.existence = existence(bytes, member.value)
            }
        }
        return !walk.isMalformed
    }

    private static func existence(_ bytes: Span<UInt8>, _ data: Range<Int>) -> Reply.Existence? {
        var walk = JSONWalk(bytes, data)
        while let member = walk.next() {
            guard walk.holds("code", at: member.name) else { continue }
            if walk.holds("EMAIL_EXISTS", at: member.value) { return .byEmail }
            if walk.holds("PHONE_NUMBER_EXISTS", at: member.value) { return .byNumber }
            if walk.holds("USER_NOT_FOUND", at: member.value) { return .nobody }
        }
        return nil
    }
}
