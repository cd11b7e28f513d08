import HTTPTypes

/// How large a request's head may be. The parser below refuses what is far larger; what is refused
/// here is answered in the shape of its family.
struct HeaderLimits: Sendable {
    static let maximumFieldBytes = 8 << 10
    static let maximumBytes = 16 << 10
    static let maximumFields = 64
    static let maximumTargetBytes = 8 << 10

    static func problem(_ head: HTTPRequest) -> ProblemStatus? {
        if (head.path ?? "").utf8.count > maximumTargetBytes { return .uriTooLong }
        guard head.headerFields.count <= maximumFields else { return .headersTooLarge }
        var bytes = 0
        for field in head.headerFields {
            let size = field.name.rawName.utf8.count + field.value.utf8.count
            guard size <= maximumFieldBytes else { return .headersTooLarge }
            bytes += size
        }
        return bytes <= maximumBytes ? nil : .headersTooLarge
    }
}
