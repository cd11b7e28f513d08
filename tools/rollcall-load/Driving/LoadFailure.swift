/// Why a run cannot go on. None of it holds a value that was sent or received.
enum LoadFailure: Error, CustomStringConvertible {
    case cannotConnect(reason: String)
    case system(call: String, reason: String)
    case closedByServer
    case violation(String)
    case wrongAnswer(String)

    var description: String {
        switch self {
        case .cannotConnect(let reason): "cannot connect: \(reason)"
        case .system(let call, let reason): "\(call): \(reason)"
        case .closedByServer: "the server closed a connection"
        case .violation(let text): text
        case .wrongAnswer(let text): "a wrong answer: \(text)"
        }
    }
}
