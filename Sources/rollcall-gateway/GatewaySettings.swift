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

    static let settings: [SettingName] = [
        .socket, .listen, .adminListen, .jwtKeys, .jwtIssuer, .jwtAudience, .credentials,
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
    }
}

extension SettingName {
    static let listen: SettingName = "listen"
    static let adminListen: SettingName = "admin-listen"
    static let jwtKeys: SettingName = "jwt-keys"
    static let jwtIssuer: SettingName = "jwt-issuer"
    static let jwtAudience: SettingName = "jwt-audience"
    static let credentials: SettingName = "credentials"
}

extension CredentialPolicy: ExpressibleByArgument, SettingValue {}
