import Testing

@testable import rollcall_load

@Suite("Reports")
struct ReportTests {
    @Test("a command line is shown without its secrets")
    func noSecrets() {
        let line = CommandText.of([
            "/opt/x/rollcall-load", "run", "--api-key", "secret1", "--token=secret2", "--objective",
            "p99<=5ms", "--api-key-file", "key",
        ])
        #expect(
            line == "rollcall-load run --api-key *** --token=*** --objective 'p99<=5ms'"
                + " --api-key-file key")
    }

    @Test("times are shown in the unit that suits them")
    func times() {
        #expect(Decimals.time(0) == "0 ns")
        #expect(Decimals.time(950) == "950 ns")
        #expect(Decimals.time(12_340) == "12.3 µs")
        #expect(Decimals.time(4_560_000) == "4.56 ms")
        #expect(Decimals.time(1_200_000_000) == "1.20 s")
        #expect(Decimals.time(120_000_000_000) == "120 s")
    }

    @Test("the worst that happened is the verdict")
    func verdicts() {
        #expect(RunVerdict.of(wrong: nil).exitCode == 0)
        #expect(RunVerdict.of(wrong: nil, broken: ["x"]).exitCode == 2)
        #expect(RunVerdict.of(wrong: nil, unsent: 1, broken: ["x"]).exitCode == 3)
        #expect(RunVerdict.of(wrong: nil, late: 1).exitCode == 3)
        #expect(RunVerdict.of(wrong: nil, isInterrupted: true, late: 1).exitCode == 130)
        #expect(RunVerdict.of(wrong: nil, failure: "x", isInterrupted: true).exitCode == 1)
        #expect(RunVerdict.of(wrong: "x", failure: "x", isInterrupted: true, late: 1).exitCode == 4)
    }

    @Test("a tool whose core is busy to over nine tenths is said to be the bottleneck")
    func bottleneck() {
        #expect(RunReport.warnings(ownCPUPart: 0.9).isEmpty)
        #expect(
            RunReport.warnings(ownCPUPart: 0.955) == [
                "this tool is the bottleneck: its core is busy to 95.5 %; see --processes"
            ])
    }

    @Test("JUnit has a case for each objective, CSV a line for each histogram")
    func forms() throws {
        let server = try FakeServer(.prompt)
        defer { server.stop() }
        let objectives = ["p99<=1ns", "by-email.p50<=1s"].compactMap(Objective.init(argument:))
        let run = try LoadTask.echo(server, rate: 500, seconds: 0.2, inFlight: 100)
            .report(objectives)
        #expect(run.report.verdict.kind == .objectiveBroken)
        #expect(run.report.objectives.map(\.isKept) == [false, false])
        #expect(run.report.objectives[1].text == "by-email.p50<=1s is broken: no sample")
        let xml = JUnitReport.text([run.report])
        #expect(xml.contains("tests=\"3\" failures=\"2\""))
        #expect(xml.contains("<testcase name=\"p99&lt;=1ns\""))
        let lines = CSVReport.text([run.report]).split(separator: "\r\n")
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("1,by-phone,echo,by-phone,from schedule,100,"))
        let distribution = HGRMReport.text(run.result, isOpen: true)
        #expect(distribution.contains("#[from schedule, microseconds]"))
        #expect(distribution.contains("1/(1-Percentile)"))
    }

    @Test("a journal is read back, but for a line that was not written in full")
    func journal() throws {
        let text = "set 7 2 55\nremoved 7 3\nset 15 9 66\nsigned-up 12 abc\nset 7 4"
        let reading = try #require(JournalReading(text: text))
        #expect(reading.count == 4)
        #expect(reading.changes[7] == JournalReading.Change(version: 3, number: 0))
        #expect(reading.changes[15] == JournalReading.Change(version: 9, number: 66))
        #expect(reading.newcomers == [12: "abc"])
        #expect(JournalReading(text: "hello\n") == nil)
    }
}
