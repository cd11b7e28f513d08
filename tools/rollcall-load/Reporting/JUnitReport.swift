/// The objectives as test cases, for the tools that read JUnit's XML.
enum JUnitReport {
    static func text(_ runs: [RunReport]) -> String {
        var failures = 0
        var count = 0
        var suites: [String] = []
        for (index, run) in runs.enumerated() {
            let cases = cases(of: run)
            let failed = cases.count { $0.failure != nil }
            failures += failed
            count += cases.count
            let name = escaped("\(run.workload) · \(run.server) · run \(index + 1)")
            let body = cases.map { line($0, of: run) }.joined(separator: "\n")
            suites.append(
                "  <testsuite name=\"\(name)\" tests=\"\(cases.count)\" failures=\"\(failed)\""
                    + " time=\"\(Decimals.plain(run.seconds, 3))\""
                    + " timestamp=\"\(run.startedAt)\">\n\(body)\n  </testsuite>")
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites name=\"rollcall-load\" tests=\"\(count)\" failures=\"\(failures)\">\n"
            + suites.joined(separator: "\n") + "\n</testsuites>"
    }

    private struct Case {
        var name: String
        var failure: String?
    }

    private static func cases(of run: RunReport) -> [Case] {
        let reasons = run.verdict.reasons.joined(separator: "; ")
        let isBad =
            switch run.verdict.kind {
            case .passed, .objectiveBroken: false
            case .invalid, .interrupted, .failed, .wrongReply: true
            }
        let validity = Case(
            name: "the run is valid",
            failure: isBad ? "\(run.verdict.kind.rawValue): \(reasons)" : nil)
        return [validity]
            + run.objectives.map { Case(name: $0.objective, failure: $0.isKept ? nil : $0.text) }
    }

    private static func line(_ testCase: Case, of run: RunReport) -> String {
        let name = escaped(testCase.name)
        let suite = "rollcall-load.\(escaped(run.workload))"
        let head = "    <testcase name=\"\(name)\" classname=\"\(suite)\""
        guard let failure = testCase.failure else { return head + "/>" }
        return head + ">\n      <failure message=\"\(escaped(failure))\"/>\n    </testcase>"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
