import DirectoryAPI
import HTTPTypes
import RollcallClient
import TestSupport
import Testing

@testable import DirectoryGateway

@Suite struct OpenAPIDocumentTests {
    private func document() async throws -> JSONValue {
        try JSONParser.parse(
            try await GatewayProbe(.failing(.internal)).send(.get, "/openapi.json", [:]).body)
    }

    private func examples(
        _ document: JSONValue, _ path: String, _ method: String, _ status: String
    ) -> [JSONValue] {
        let response = document["paths"]?[path]?[method]?["responses"]?[status]
        guard case .object(let contents) = response?["content"],
            case .object(let examples) = contents.first?.value["examples"]
        else { return [] }
        return examples.compactMap { $0.value["value"] }
    }

    @Test("every documented sample is an example, word for word")
    func samples() async throws {
        let document = try await document()
        func texts(_ path: String, _ status: String) -> [String] {
            examples(document, path, "get", status).map { $0.text() }
        }
        #expect(
            texts("/users/by-email", "200") == [
                #"{"uuid":"550e8400-e29b-41d4-a716-446655440000","email":"user@example.com","#
                    + #""created_at":"2024-01-15T10:30:00.000Z"}"#
            ])
        #expect(
            texts("/users/by-email", "400") == [
                #"{"error":"Bad Request","message":"The request contains invalid parameters or "#
                    + #"malformed data","code":400,"details":[{"field":"email","message":"#
                    + #""Invalid email format"}]}"#
            ])
        #expect(
            texts("/users/by-email", "500") == [
                #"{"error":"Internal Server Error","message":"An unexpected error occurred on "#
                    + #"the server","code":500,"requestId":"req_1234567890"}"#
            ])
        #expect(
            texts("/api/v1/check-user", "200") == [
                #"{"status":200,"success":true,"message":"Email already exists","data":"#
                    + #"{"createdAt":"2024-09-04T12:00:00.000Z","existsInCurrentOrganization":"#
                    + #"true,"code":"EMAIL_EXISTS"}}"#,
                #"{"status":200,"success":true,"message":"Phone number already exists","data":"#
                    + #"{"createdAt":"2024-09-04T12:00:00.000Z","existsInCurrentOrganization":"#
                    + #"false,"code":"PHONE_NUMBER_EXISTS"}}"#,
                #"{"status":200,"success":false,"message":"User does not exist","data":"#
                    + #"{"code":"USER_NOT_FOUND"}}"#,
            ])
        #expect(
            texts("/api/v1/check-user", "400") == [
                #"{"status":400,"success":false,"message":"Email or phone number is required."}"#
            ])
        #expect(
            texts("/protected/json/users/{authy_id}/phone_number", "200") == [
                #"{"phone_number":"444-555-6666","country_code":"1","e164":"+14445556666","#
                    + #""updated_at":"2021-12-09T15:41:20Z"}"#
            ])
    }

    /// Every example, as if it had been answered.
    @Test("every example of an answer is as the answer is described")
    func examplesFit() async throws {
        let text = try await GatewayProbe(.failing(.internal)).send(.get, "/openapi.json", [:]).body
        let reference = try ReferenceCheck(text)
        let document = try JSONParser.parse(text)
        guard case .object(let paths) = document["paths"] else {
            Issue.record("no paths")
            return
        }
        var count = 0
        for path in paths {
            guard case .object(let methods) = path.value else { continue }
            for method in methods {
                guard case .object(let responses) = method.value["responses"] else { continue }
                for response in responses {
                    for example in examples(document, path.name, method.name, response.name) {
                        count += 1
                        guard case .object(let contents) = response.value["content"] else {
                            continue
                        }
                        let faults = reference.faults(
                            of: .init(
                                method: method.name.uppercased(), target: path.name,
                                status: Int(response.name) ?? 0,
                                headers: [
                                    "x-request-id": "r", "cache-control": "no-store",
                                    "retry-after": "1", "allow": "GET, HEAD",
                                    "content-type": contents[0].name,
                                ], body: example.text()))
                        #expect(faults == [], "\(method.name) \(path.name) \(response.name)")
                    }
                }
            }
        }
        #expect(count > 40)
    }

    @Test("every route of the table is in the reference, with its own operation")
    func everyRoute() async throws {
        let document = try await document()
        var ids: Set<String> = []
        for route in GatewayProbe(.failing(.internal)).responder.routes.all {
            let operations = document["paths"]?[route.template.description]
            guard case .object(let methods) = operations else {
                Issue.record("\(route.template) is missing")
                continue
            }
            for method in methods {
                guard case .string(let id) = method.value["operationId"] else {
                    Issue.record("no id")
                    continue
                }
                #expect(ids.insert(id).inserted, "\(id) twice")
            }
            #expect(
                methods.map { $0.name.uppercased() }.sorted()
                    == route.allowed.split(separator: ", ").map(String.init).sorted())
        }
        #expect(ids.count == 19)
    }
}
