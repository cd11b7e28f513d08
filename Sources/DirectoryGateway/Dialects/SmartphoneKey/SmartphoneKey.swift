import HTTPTypes

/// `/users/*`: find a user by number, find or make one by e-mail, set or remove a number.
struct SmartphoneKey: Dialect {
    let family = Family.smartphoneKey
    let credentials: any CredentialCheck
    let routes: [Route]

    init(_ directory: Directory, policy: CredentialPolicy, verifier: TokenVerifier) {
        credentials = KeyAndTokenCheck(
            field: APIKeyField(name: HTTPField.Name("X-API-Key")!), policy: policy,
            verifier: verifier)
        let byPhone = FindByPhone(directory: directory)
        let byEmail = FindByEmail(directory: directory)
        let updatePhone = UpdatePhone(directory: directory)
        routes = [
            Route(
                .get(answersHead: true), "/users/by-phone", FindByPhone.operation
            ) { await byPhone.answer($0) },
            Route(
                .get(answersHead: true), "/users/by-email", FindByEmail.operation
            ) { await byEmail.answer($0) },
            Route(
                .post, "/users/{id}/UpdatePhoneNumber", UpdatePhone.operation
            ) { try await updatePhone.answer($0) },
        ]
    }
}
