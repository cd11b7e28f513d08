import DirectoryDomain

/// The look-ups that begin with a key, in some of the tables of keys.
struct KeyedStatements {
    let byUUID: PreparedStatement
    let erasedByUUID: PreparedStatement
    let byEmail: PreparedStatement
    let byPhone: PreparedStatement
    let byPhoneKey: PreparedStatement
    let memberByPhoneKey: PreparedStatement

    init(_ source: KeySQL.Source, on connection: RawConnection) throws(StoreFailure) {
        byUUID = try PreparedStatement(UserSQL.byUUID(source), on: connection)
        erasedByUUID = try PreparedStatement(UserSQL.erasedByUUID(source), on: connection)
        byEmail = try PreparedStatement(UserSQL.byEmail(source), on: connection)
        byPhone = try PreparedStatement(UserSQL.byPhone(source), on: connection)
        byPhoneKey = try PreparedStatement(UserSQL.byPhoneKey(source), on: connection)
        memberByPhoneKey = try PreparedStatement(UserSQL.memberByPhoneKey(source), on: connection)
    }
}
