import Foundation
import Testing

@testable import rollcall_load

@Suite("Driving real sockets")
struct LoadLoopTests {
    @Test("planned calls that no connection may take are counted, and make a run invalid")
    func unsent() throws {
        let server = try FakeServer(.silent)
        defer { server.stop() }
        let run = try LoadTask.echo(
            server, rate: 100, seconds: 0.3, inFlight: 1, timeoutSeconds: 0.2
        ).report()
        #expect(run.report.unsent == 29)
        #expect(run.report.timeouts == 1)
        #expect(run.report.verdict.kind == .invalid)
        #expect(run.report.verdict.exitCode == 3)
        #expect(run.report.text().contains("INVALID  29 planned calls could not be sent"))
    }

    @Test("every planned call is sent and accounted for, over many connections")
    func allAreSent() throws {
        let server = try FakeServer(.prompt)
        defer { server.stop() }
        let run = try LoadTask.echo(
            server, rate: 2_000, seconds: 0.5, connections: 7, inFlight: 1_000
        ).report()
        #expect(run.report.calls == 1_000)
        #expect(run.report.unsent == 0)
        #expect(run.report.operations.map(\.name) == ["by-phone"])
        #expect(run.report.operations[0].latenessOfTheSender?.count == 1_000)
    }

    @Test("a lost connection's calls are errors, and it is opened anew")
    func lost() throws {
        let server = try FakeServer(.closing(afterReads: 20))
        defer { server.stop() }
        let run = try LoadTask.echo(server, seconds: 0.3, inFlight: 1).report()
        #expect(run.report.lost > 0)
        #expect(run.report.calls > 19)
        #expect(run.report.verdict.kind == .objectiveBroken)
        #expect(run.report.verdict.exitCode == 2)
    }

    @Test("a server that closes what it accepts is not asked again and again")
    func closing() throws {
        let server = try FakeServer(.closing(afterReads: 1))
        defer { server.stop() }
        let run = try LoadTask.echo(server, seconds: 20, inFlight: 1).report()
        #expect(run.report.verdict.kind == .failed)
        #expect(run.report.verdict.exitCode == 1)
    }

    @Test("what a run measured survives its JSON, and adds up with another's")
    func merged() throws {
        let server = try FakeServer(.prompt)
        defer { server.stop() }
        let run = try LoadTask.echo(server, rate: 500, seconds: 0.2, inFlight: 100).report()
        var result = run.result
        result.add(run.result)
        #expect(result.calls == 200)
        let (both, one) = (result.total.fromSchedule, run.result.total.fromSchedule)
        #expect(both.value(at: 50) == one.value(at: 50))
        #expect(result.series.intervals[0].calls == 200)
        let file = try ReportFile(runs: [run.report, run.report]).json()
        let read = ReportFile(json: Foundation.Data(file.utf8))
        #expect(read?.runs.map(\.calls) == [100, 100])
    }
}
