import CLinux
import Foundation
import ProgramSettings

/// Makes runs one after the other, as a command's options say.
struct RunSession {
    let target: TargetOptions
    let load: LoadOptions
    private let workload: WorkloadPlan
    private let credentials: Credentials
    private var fleet: Fleet

    /// - Throws: `.usage` for files that cannot be read, or options that do not go together.
    init(_ target: TargetOptions, _ load: LoadOptions) throws {
        self.target = target
        self.load = load
        workload = try load.workloadPlan()
        credentials = try target.credentials()
        clinux_ignore_sigpipe()
        _ = clinux_raise_open_files()
        do {
            fleet = Fleet(interruption: try Interruption.watch(), progress: RunProgress())
        } catch { throw ProgramFailure.refused(error.description) }
        try check()
    }

    /// One run, also when it was broken off: its verdict says so.
    ///
    /// - Parameters:
    ///   - url: over the gateway; nil for the socket.
    ///   - number: of a series of runs, which changes the seed.
    /// - Throws: `.refused` when the server cannot be reached.
    mutating func run(
        _ model: LoadModel, seconds: Double, url: String?, number: Int = 0, title: String = "",
        objectives: [Objective]? = nil
    ) throws -> CompletedRun {
        let plan = plan(model, seconds: seconds, url: url, number: number)
        let socket = url == nil ? try target.socketPath() : nil
        var processes = load.serverProcess
        var version: String?
        if let socket {
            if processes.isEmpty, plan.processes > 1, let owner = ServerProbe.owner(of: socket) {
                processes = [owner]
            }
            if plan.server == "rollcalld" {
                version = ServerProbe.version(at: socket, apiKey: credentials.apiKey)
            }
        }
        let task = LoadTask(
            plan: plan, socket: socket, url: url, apiKey: credentials.apiKey,
            token: credentials.token, journal: load.journal, serverProcesses: processes,
            choice: RunSession.freshChoice())
        let startedAt = ISO8601DateFormatter().string(from: Date())
        fleet.progress.title = title
        let result = try fleet.run(task)
        return CompletedRun(
            report: RunReport(
                result, plan, objectives ?? load.objectives,
                RunReport.Circumstances(serverVersion: version, startedAt: startedAt)),
            result: result)
    }

    private func plan(_ model: LoadModel, seconds: Double, url: String?, number: Int) -> RunPlan {
        let seed = (load.seed ?? workload.seed ?? 1) &+ UInt64(number)
        var model = model
        if load.poisson, case .open(let profile, _) = model {
            model = .open(profile, .poisson(seed: seed))
        }
        let isOpen = model.isOpen
        let server =
            switch (url, isEcho: load.echo) {
            case (.some, isEcho: false): "gateway"
            case (.some, isEcho: true): "http-echo"
            case (nil, isEcho: true): "echo"
            case (nil, isEcho: false): target.redis ? "redis" : "rollcalld"
            }
        return RunPlan(
            server: server, workload: workload, model: model, users: target.users.count,
            connections: load.connections ?? (isOpen && url == nil ? 16 : 64),
            inFlight: load.inFlight ?? (isOpen ? 1_024 : 1),
            warmUpSeconds: load.warmUp.seconds, seconds: seconds,
            timeoutSeconds: load.timeout.seconds, lateSeconds: load.late.seconds, seed: seed,
            processes: load.processes)
    }

    private func check() throws(ProgramFailure) {
        if let connections = load.connections, connections < load.processes {
            throw .usage("--connections is \(load.processes) or more: one for each process")
        }
        if target.redis || load.echo {
            guard !(target.redis && load.echo) else { throw .usage("--echo or --redis, not both") }
            guard target.url == nil || load.echo else { throw .usage("--redis is for a socket") }
            guard !target.redis || workload.name == "by-phone" else {
                throw .usage("--redis knows the workload by-phone alone")
            }
        }
        if target.url != nil, let operation = workload.socketOnly.first {
            throw .usage("the gateway has no route for \(operation.name)")
        }
        let fewest = Ledger.block * load.processes
        if workload.changesNumbers || load.processes > 1, target.users.count < fewest {
            throw .usage("--users is \(fewest) or more for this workload and these processes")
        }
    }

    /// Differs from run to run: setting the number again that the last run has set would change
    /// nothing. In microseconds, so that no run reaches into the next one's.
    private static func freshChoice() -> UInt64 { UInt64(clinux_realtime_ms()) * 1_000 }
}
