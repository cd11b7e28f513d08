/// Whom the connections of a run lead to.
enum Target: Equatable, Sendable {
    case socket(path: String)
    case gateway(GatewayAddress)

    func connect() throws(LoadFailure) -> Int32 {
        switch self {
        case .socket(let path): try SystemCall.connect(to: path)
        case .gateway(let address): try SystemCall.connect(host: address.host, port: address.port)
        }
    }
}
