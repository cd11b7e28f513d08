import ArgumentParser
import DirectoryGateway
import ProgramSettings

/// What the program was told, with the defaults filled in.
struct GatewaySettings {
    let socket: String
    let listen: ListenAddress
    let adminListen: ListenAddress
    let jwtKeys: String?
    let jwtIssuer: String?
    let jwtAudience: String?
    let credentials: CredentialPolicy
    /// PEM files; nil = plain HTTP.
    let tls: (certificate: String, key: String)?
    let connections: ConnectionLimits

    static let settings: [SettingName] = [
        .socket, .listen, .adminListen, .jwtKeys, .jwtIssuer, .jwtAudience, .credentials,
        .tlsCertificate, .tlsKey, .maximumConnections, .maximumConnectionsPerAddress,
    ]

    init(_ flags: RollcallGateway, _ sources: SettingSources) throws(ProgramFailure) {
        socket = try sources.value(.socket, flag: flags.socket) ?? ".rollcall/rollcall.sock"
        listen = try ListenAddress(
            sources.value(.listen, flag: flags.listen) ?? "127.0.0.1:8080", for: .listen)
        adminListen = try ListenAddress(
            sources.value(.adminListen, flag: flags.adminListen) ?? "127.0.0.1:9090",
            for: .adminListen)
        jwtKeys = try sources.value(.jwtKeys, flag: flags.jwtKeys)
        jwtIssuer = try sources.value(.jwtIssuer, flag: flags.jwtIssuer)
        jwtAudience = try sources.value(.jwtAudience, flag: flags.jwtAudience)
        credentials = try sources.value(.credentials, flag: flags.credentials) ?? .both
        tls = try Self.tls(flags, sources)
        connections = try Self.connections(flags, sources)
    }

    private static func tls(
        _ flags: RollcallGateway, _ sources: SettingSources
    ) throws(ProgramFailure) -> (certificate: String, key: String)? {
        let certificate = try sources.value(.tlsCertificate, flag: flags.tlsCertificate)
        let key = try sources.value(.tlsKey, flag: flags.tlsKey)
        switch (certificate, key) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return (certificate, key)
        default: throw .usage("--tls-certificate and --tls-key go together")
        }
    }

    private static func connections(
        _ flags: RollcallGateway, _ sources: SettingSources
    ) throws(ProgramFailure) -> ConnectionLimits {
        var limits = ConnectionLimits()
        limits.connections =
            try sources.value(.maximumConnections, flag: flags.maximumConnections)
            ?? limits.connections
        limits.connectionsPerAddress =
            try sources.value(
                .maximumConnectionsPerAddress, flag: flags.maximumConnectionsPerAddress)
            ?? limits.connectionsPerAddress
        guard limits.connections > 0, limits.connectionsPerAddress > 0 else {
            throw .usage("a number of connections must be at least 1")
        }
        return limits
    }
}

extension SettingName {
    static let listen: SettingName = "listen"
    static let adminListen: SettingName = "admin-listen"
    static let jwtKeys: SettingName = "jwt-keys"
    static let jwtIssuer: SettingName = "jwt-issuer"
    static let jwtAudience: SettingName = "jwt-audience"
    static let credentials: SettingName = "credentials"
    static let tlsCertificate: SettingName = "tls-certificate"
    static let tlsKey: SettingName = "tls-key"
    static let maximumConnections: SettingName = "max-connections"
    static let maximumConnectionsPerAddress: SettingName = "max-connections-per-address"
}

extension CredentialPolicy: ExpressibleByArgument, SettingValue {}
