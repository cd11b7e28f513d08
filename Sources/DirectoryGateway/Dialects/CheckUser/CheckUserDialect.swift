import HTTPTypes

/// `/api/v1/check-user`: is there a user with this address, or this number.
struct CheckUserDialect: Dialect {
    let family = Family.checkUser
    let credentials: any CredentialCheck = APIKeyCheck(
        field: APIKeyField(name: HTTPField.Name("cv-api-key")!))
    let routes: [Route]

    init(_ directory: Directory) {
        let check = ExistenceCheck(directory: directory)
        routes = [
            Route(
                .get(answersHead: true), "/api/v1/check-user", ExistenceCheck.operation
            ) { await check.answer($0) }
        ]
    }
}
