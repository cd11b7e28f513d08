import Testing

@testable import rollcall_load

@Suite("A server that stalls for 100 ms in each second")
struct StallTests {
    @Test("latency from schedule shows the stall, a closed loop's figure does not")
    func stallIsShown() throws {
        let server = try FakeServer(.stalling)
        defer { server.stop() }
        let closed = try LoadTask.echo(server, seconds: 2, inFlight: 1).report()
        let open = try LoadTask.echo(server, rate: 300, seconds: 2, inFlight: 1_000).report()
        // One planned call in ten falls into a stall, and waits 50 ms in the mean: so the 95th
        // percentile is about 50 ms. Of the closed loop's calls only one a second meets it.
        let planned = try #require(open.report.latencyMicroseconds)
        let unplanned = try #require(closed.report.latencyMicroseconds)
        #expect(planned.p95 > 20_000, "\(planned)")
        #expect(unplanned.p95 < 20_000, "\(unplanned)")
        #expect(unplanned.maximum > 20_000, "the closed loop met no stall")
        #expect(open.report.calls == 600)
        #expect(open.report.verdict.kind == .passed)

        let page = HTMLReport.text([open, closed])
        #expect(page.contains("1 from schedule"))
        #expect(page.contains("2 closed loop"))
        #expect(page.components(of: "<polyline").count > 6)
        for outside in ["http:", "https:", "<script", "<link", "src="] {
            #expect(!page.contains(outside), "the page needs \(outside)")
        }
    }
}

extension String {
    fileprivate func components(of text: String) -> [Substring] {
        split(separator: text, omittingEmptySubsequences: false)
    }
}
