import ProgramSettings

extension RunReport {
    /// What a report says beside the figures.
    struct Circumstances: Sendable {
        var machine = Machine.current()
        var serverVersion: String?
        var commandLine = CommandText.of(CommandLine.arguments)
        var startedAt: String
    }

    /// Of its core's time; above, this tool is what the run has measured.
    private static let busiest = 0.9

    init(
        _ result: RunResult, _ plan: RunPlan, _ objectives: [Objective],
        _ circumstances: Circumstances
    ) {
        let total = OperationSample(
            figures: result.total, isOpen: plan.model.isOpen, seconds: result.seconds)
        self.objectives = objectives.map { RunReport.judge($0, result, total) }
        (server, workload, model) = (plan.server, plan.workload.name, plan.model.text)
        (users, connections, inFlight) = (plan.users, plan.connections, plan.inFlight)
        seconds = result.seconds
        calls = result.calls
        callsPerSecond = seconds > 0 ? Double(result.calls) / seconds : 0
        latencyMicroseconds = LatencyFigures(total.headline)
        refused = Dictionary(
            uniqueKeysWithValues: result.refusals.map { (String($0.key), $0.value) })
        (lost, timeouts) = (result.lost, result.timeouts)
        (unsent, late) = (result.unsent, result.late)
        serverCPUMicrosecondsPerCall = Cost.microseconds(
            result.cost.server, calls: result.answered)
        ownCPUMicrosecondsPerCall = Cost.microseconds(result.cost.own, calls: result.answered)
        ownCPUPart =
            seconds > 0 ? Double(result.cost.own) / 1e9 / seconds / Double(plan.processes) : 0
        ownPeakMemoryBytes = result.ownPeakMemory
        serverPeakMemoryBytes = result.serverPeakMemory
        verdict = .of(
            wrong: result.wrong, failure: result.failure, isInterrupted: result.isInterrupted,
            unsent: result.unsent, late: result.late,
            broken: self.objectives.filter { !$0.isKept }.map(\.text))
        warnings = RunReport.warnings(ownCPUPart: ownCPUPart)
        operations = Operation.allCases.compactMap { operation in
            result.operations[operation].map { OperationReport(operation.name, $0) }
        }
        intervals = RunReport.intervals(result.series, seconds: seconds)
        self.plan = plan
        machine = circumstances.machine
        toolVersion = ProgramVersion.current
        serverVersion = circumstances.serverVersion
        commandLine = circumstances.commandLine
        seed = plan.seed
        startedAt = circumstances.startedAt
    }

    /// - Parameter ownCPUPart: of a core's time, of each process that sends.
    static func warnings(ownCPUPart: Double) -> [String] {
        guard ownCPUPart > busiest else { return [] }
        let busy = Decimals.percent(ownCPUPart)
        return ["this tool is the bottleneck: its core is busy to \(busy); see --processes"]
    }

    private static func judge(
        _ objective: Objective, _ result: RunResult, _ total: OperationSample
    ) -> ObjectiveReport {
        var sample: OperationSample? = total
        if let operation = objective.operation {
            sample = result.operations[operation].map { figures in
                OperationSample(figures: figures, isOpen: total.isOpen, seconds: total.seconds)
            }
        }
        return switch objective.judge(sample) {
        case .kept(let value): ObjectiveReport(objective, isKept: true, value)
        case .broken(let value): ObjectiveReport(objective, isKept: false, value)
        case .noSample: ObjectiveReport(objective, isKept: false, nil)
        }
    }

    private static func intervals(_ series: TimeSeries, seconds: Double) -> [IntervalReport] {
        let length = Double(series.length) / 1e9
        return series.intervals.enumerated().compactMap { index, interval in
            let begin = Double(index) * length
            // The last one may be cut short, and those after an interruption are not there.
            let span = min(length, seconds - begin)
            guard span > 0 else { return nil }
            let time = { (percent: Double) in
                interval.latency(at: percent).map { Double($0) / 1_000 }
            }
            return IntervalReport(
                second: begin, callsPerSecond: Double(interval.calls) / span,
                errors: interval.errors, p50: time(50), p99: time(99), maximum: time(100))
        }
    }
}

extension RunReport.OperationReport {
    fileprivate init(_ name: String, _ figures: OperationFigures) {
        self.name = name
        calls = figures.calls
        fromSchedule = LatencyFigures(figures.fromSchedule)
        onTheWire = LatencyFigures(figures.onTheWire)
        latenessOfTheSender = LatencyFigures(figures.lateness)
        errors = LatencyFigures(figures.errors)
        timeouts = LatencyFigures(figures.timeouts)
    }
}

extension RunReport.ObjectiveReport {
    fileprivate init(_ objective: Objective, isKept: Bool, _ measured: Double?) {
        self.objective = objective.text
        self.isKept = isKept
        self.measured = measured.flatMap { $0.isFinite ? $0 : nil }
        measure = objective.measure
    }
}
