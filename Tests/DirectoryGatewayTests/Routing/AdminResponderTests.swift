import DirectoryAPI
import HTTPTypes
import Hummingbird
import NIOCore
import RollcallClient
import Testing

@testable import DirectoryGateway

@Suite struct AdminResponderTests {
    private func status(
        _ path: String, _ directory: ScriptedDirectory, _ method: HTTPRequest.Method = .get
    ) async -> Int {
        let request = Request(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: path),
            body: RequestBody(buffer: ByteBuffer()))
        return await AdminResponder(directory: directory, registry: MetricsRegistry())
            .respond(to: request, context: GatewayContext()).status.code
    }

    @Test("the program lives whatever the daemon does")
    func livez() async {
        #expect(await status("/livez", .failing(.unavailable)) == 200)
    }

    @Test("the program is ready only while the daemon serves")
    func readyz() async {
        #expect(await status("/readyz", .answering(HealthCheckResponse(status: .serving))) == 200)
        #expect(await status("/readyz", .failing(.unavailable)) == 503)
        #expect(
            await status("/readyz", .answering(HealthCheckResponse(status: .notServing))) == 503)
    }

    @Test("the daemon's status is written down as metrics, each of a closed list of names")
    func daemonMetrics() async throws {
        var status = GetStatusResponse(users: 3, connections: 4, walBytes: 5)
        status.calls = [
            CallCount(method: "s/m", count: 6), CallCount(method: "s/m", code: 5, count: 7),
            CallCount(code: 12, count: 8), CallCount(method: "s/m", code: 77, count: 9),
        ]
        status.expiredCalls = 10
        status.hotRecords = HotRecordsStatus(entries: 1, bytes: 2, hits: 11, misses: 12)
        status.writer = WriterStatus(
            queuedCommands: 13,
            batchCommands: Histogram(
                buckets: [HistogramBucket(bound: 1, count: 2), HistogramBucket(count: 1)], sum: 9),
            commitMicroseconds: Histogram(
                buckets: [HistogramBucket(bound: 250, count: 3), HistogramBucket(count: 0)],
                sum: 600))
        let text = await metrics(status)
        for line in [
            "rollcall_daemon_up 1", "rollcall_daemon_users 3", "rollcall_daemon_connections 4",
            "rollcall_daemon_wal_bytes 5", "rollcall_daemon_queued_commands 13",
            #"rollcall_daemon_calls_total{method="s/m",code="OK"} 6"#,
            #"rollcall_daemon_calls_total{method="s/m",code="NOT_FOUND"} 7"#,
            #"rollcall_daemon_calls_total{method="unknown",code="UNIMPLEMENTED"} 8"#,
            #"rollcall_daemon_calls_total{method="s/m",code="OTHER"} 9"#,
            #"rollcall_daemon_calls_refused_total{reason="expired"} 10"#,
            #"rollcall_daemon_calls_refused_total{reason="unknown_method"} 8"#,
            #"rollcall_daemon_calls_refused_total{reason="rights"} 0"#,
            "rollcall_daemon_hot_records_hits_total 11",
            "rollcall_daemon_hot_records_misses_total 12",
            #"rollcall_daemon_batch_commands_bucket{le="1"} 2"#,
            #"rollcall_daemon_batch_commands_bucket{le="+Inf"} 3"#,
            "rollcall_daemon_batch_commands_sum 9.0",
            #"rollcall_daemon_commit_duration_seconds_bucket{le="0.00025"} 3"#,
            "rollcall_daemon_commit_duration_seconds_sum 0.0006",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }

    private func metrics(_ status: GetStatusResponse) async -> String {
        let directory = ScriptedDirectory { request throws(RollcallError) in
            if request is GetStatusRequest { return status }
            return HealthCheckResponse(status: .serving)
        }
        var text = MetricsText()
        await DaemonMetrics(directory: directory).write(to: &text)
        return text.text
    }

    @Test("anything else is not there")
    func others() async {
        #expect(await status("/", .failing(.unavailable)) == 404)
        #expect(await status("/livez", .failing(.unavailable), .post) == 405)
    }
}
