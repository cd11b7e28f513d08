import DirectoryAPI
import HTTPTypes
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct GatewayMetricsTests {
    private func lines(
        _ directory: ScriptedDirectory, _ method: HTTPRequest.Method, _ target: String,
        _ fields: HTTPFields = GatewayProbe.keyFields
    ) async throws -> [Substring] {
        let registry = MetricsRegistry(help: GatewayMetrics.help)
        let probe = GatewayProbe(directory, policy: .either, registry: registry)
        _ = try await probe.send(method, target, fields)
        return registry.text.split(separator: "\n")
    }

    @Test("a request is counted by its template and the class of its status")
    func byTemplate() async throws {
        let lines = try await lines(.failing(.notFound), .get, "/users/by-phone?phoneNumber=555")
        #expect(
            lines.contains(
                #"rollcall_gateway_requests_total{route="/users/by-phone",code="4xx"} 1"#))
        #expect(
            lines.contains(
                #"rollcall_gateway_request_duration_seconds_count{route="/users/by-phone"} 1"#))
        #expect(lines.contains("rollcall_gateway_requests_in_flight 0"))
        #expect(lines.contains("rollcall_gateway_daemon_call_duration_seconds_count 1"))
        #expect(!lines.contains { $0.contains("555") && !$0.contains("duration") })
    }

    @Test("what no route takes has one label, whatever was sent")
    func unmatched() async throws {
        let lines = try await lines(.failing(.notFound), .get, "/zebra/1")
        #expect(
            lines.contains(#"rollcall_gateway_requests_total{route="unmatched",code="4xx"} 1"#))
        #expect(
            lines.contains(
                #"rollcall_gateway_requests_refused_total{reason="unknown_route"} 1"#))
        #expect(!lines.contains { $0.contains("zebra") })
    }

    @Test(
        "a refusal is counted by its reason",
        arguments: [
            (RollcallError.Code.unauthenticated, "credentials"), (.permissionDenied, "rights"),
            (.invalidArgument, "invalid"), (.unavailable, "unavailable"), (.internal, "defect"),
        ])
    func reasons(_ code: RollcallError.Code, _ reason: String) async throws {
        for target in [
            "/users/by-phone?phoneNumber=1", "/protected/json/users/1/phone_number",
        ] {
            let lines = try await lines(.failing(code), .get, target)
            #expect(
                lines.contains(
                    "rollcall_gateway_requests_refused_total{reason=\"\(reason)\"} 1"[...]),
                "\(target)")
        }
    }

    @Test("nobody found is no refusal")
    func notFound() async throws {
        let lines = try await lines(.failing(.notFound), .get, "/users/by-phone?phoneNumber=1")
        let refused = lines.filter { $0.hasPrefix("rollcall_gateway_requests_refused_total{") }
        #expect(refused.count == RefusalReason.allCases.count)
        #expect(refused.allSatisfy { $0.hasSuffix(" 0") })
    }

    @Test("a daemon with too much to do sheds; a spent quota is a limit")
    func shed() async throws {
        let shed = try await lines(
            .failing(.resourceExhausted), .get, "/users/by-phone?phoneNumber=1")
        #expect(shed.contains("rollcall_gateway_requests_shed_total 1"))
        let limited = try await lines(
            .failing(.resourceExhausted), .get, "/protected/json/users/1/phone_number")
        #expect(limited.contains("rollcall_gateway_requests_shed_total 0"))
        #expect(
            limited.contains(#"rollcall_gateway_requests_refused_total{reason="limit"} 1"#))
    }

    @Test("every family has a help, a type and samples, once and together")
    func format() async throws {
        let lines = try await lines(.failing(.notFound), .get, "/")
        var seen: Set<Substring> = []
        var current: Substring = ""
        for line in lines {
            if line.hasPrefix("# HELP ") {
                current = line.split(separator: " ")[2]
                #expect(seen.insert(current).inserted)
            } else {
                #expect(line.hasPrefix(current) || line.hasPrefix("# TYPE \(current) "))
            }
        }
        #expect(seen.count == GatewayMetrics.help.count)
    }
}
