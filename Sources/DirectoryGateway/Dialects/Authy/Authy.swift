import HTTPTypes

/// `/protected/json/users/{authy_id}/phone_number`: export a user's number.
struct Authy: Dialect {
    let family = Family.authy
    let credentials: any CredentialCheck = APIKeyCheck(
        field: APIKeyField(name: HTTPField.Name("X-Authy-API-Key")!))
    let routes: [Route]

    init(_ directory: Directory) {
        let export = PhoneExport(directory: directory)
        // An export is recorded and counted, so that a HEAD, which may do neither, has no answer.
        routes = [
            Route(
                .get(answersHead: false), "/protected/json/users/{authy_id}/phone_number",
                PhoneExport.operation
            ) { await export.answer($0) }
        ]
    }
}
