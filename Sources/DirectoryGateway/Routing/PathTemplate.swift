/// A path with places: `/users/{id}/UpdatePhoneNumber`.
struct PathTemplate: Equatable, Sendable, CustomStringConvertible {
    private enum Segment: Equatable {
        case literal(String)
        case place
    }

    let description: String
    private let segments: [Segment]

    init(_ text: String) {
        precondition(text.hasPrefix("/"))
        description = text
        segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            $0.hasPrefix("{") && $0.hasSuffix("}") ? .place : .literal(String($0))
        }
    }

    /// What stands in the places, in order; nil when the path is another. A place is never empty.
    func match(_ path: [String]) -> [String]? {
        guard path.count == segments.count else { return nil }
        var found: [String] = []
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .literal(let literal): guard literal == text else { return nil }
            case .place:
                guard !text.isEmpty else { return nil }
                found.append(text)
            }
        }
        return found
    }
}
