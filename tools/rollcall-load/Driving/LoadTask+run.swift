import CLinux
import Glibc

extension LoadTask {
    /// Told at most once a second: the figures so far, and the time.
    typealias Watcher = (Figures, UInt64) -> Void

    /// Does this process's part, on the exchange that the plan names.
    func run(
        _ interruption: Interruption?, watcher: Watcher = { _, _ in }
    ) throws(LoadFailure) -> RunResult {
        guard let target else { throw .cannotConnect(reason: "the URL is not http://HOST:PORT") }
        let population = Population(count: plan.users)
        let calls = CallMix(
            plan.workload, population, seed: plan.seed, choice: choice, share: share,
            journal: try journal.map { path throws(LoadFailure) in try Journal(path: path) })
        switch (target, plan.server) {
        case (.gateway(let address), _):
            let credentials = Credentials(apiKey: apiKey, token: token)
            let exchange = GatewayExchange(
                calls, address, credentials, isEcho: plan.server == "http-echo")
            return try drive(exchange, target, interruption, watcher)
        case (.socket, "redis"):
            let exchange = RedisExchange(.get(seed: plan.seed), population)
            return try drive(exchange, target, interruption, watcher)
        case (.socket, "echo"):
            let exchange = EchoExchange(DirectoryExchange(calls))
            return try drive(exchange, target, interruption, watcher)
        case (.socket, _):
            let exchange = DirectoryExchange(calls, apiKey: apiKey)
            return try drive(exchange, target, interruption, watcher)
        }
    }

    private func drive(
        _ exchange: some Exchange, _ target: Target, _ interruption: Interruption?,
        _ watcher: Watcher
    ) throws(LoadFailure) -> RunResult {
        var loop = try LoadLoop(
            exchange, to: target, connections: max(1, share.part(of: plan.connections)),
            inFlight: plan.inFlight, timeout: nanoseconds(plan.timeoutSeconds),
            interruption: interruption)
        let known = serverProcesses.isEmpty ? [loop.serverProcess].compactMap(\.self) : []
        let server = ServerProcesses(serverProcesses + known)
        let start = startAt ?? clinux_monotonic_ns()
        let begin = start + nanoseconds(plan.warmUpSeconds)
        let window = begin..<(begin + nanoseconds(plan.seconds))
        var figures = Figures(
            window: window, isOpen: plan.model.isOpen, lateAfter: nanoseconds(plan.lateSeconds))
        if let schedule = plan.schedule(share) { loop.follow(schedule, from: start) }
        var failure: LoadFailure?
        var cost = Cost(own: 0, server: nil, elapsed: 0)
        do {
            try loop.run(until: begin, into: &figures)
            cost = try measure(&loop, into: &figures, server, watcher)
            try drain(&loop, into: &figures)
        } catch { failure = error }
        var result = RunResult(figures, cost)
        result.isInterrupted = loop.isInterrupted
        result.ownPeakMemory = ProcessMemory.peak(of: getpid()) ?? 0
        result.serverPeakMemory = server?.peakMemory
        switch failure {
        case nil: break
        case .wrongAnswer(let text)?: result.wrong = text
        case .violation?, .cannotConnect?, .closedByServer?, .system?:
            result.failure = failure?.description
        }
        return result
    }

    /// The measured time, in steps of a second at most.
    private func measure<E: Exchange>(
        _ loop: inout LoadLoop<E>, into figures: inout Figures, _ server: ServerProcesses?,
        _ watcher: Watcher
    ) throws(LoadFailure) -> Cost {
        let own = ProcessClock.own.nanoseconds ?? 0
        let before = server?.processorTime
        let begin = clinux_monotonic_ns()
        var now = begin
        while now < figures.window.upperBound, !loop.isInterrupted, !loop.isFinished {
            try loop.run(
                until: min(figures.window.upperBound, now + 1_000_000_000), into: &figures)
            now = clinux_monotonic_ns()
            watcher(figures, now)
        }
        var serverTime: UInt64?
        if let before, let after = server?.processorTime { serverTime = after - before }
        return Cost(
            own: (ProcessClock.own.nanoseconds ?? own) - own, server: serverTime,
            elapsed: loop.isInterrupted ? now - begin : figures.window.upperBound - begin)
    }

    /// Waits for the answers to what was asked; what has none by then is given up.
    private func drain<E: Exchange>(
        _ loop: inout LoadLoop<E>, into figures: inout Figures
    ) throws(LoadFailure) {
        loop.stopAsking()
        // A sweep comes with an eighth of the timeout at the latest.
        let patience = nanoseconds(plan.timeoutSeconds) * 5 / 4
        try loop.run(until: clinux_monotonic_ns() + patience, into: &figures)
    }

    private func nanoseconds(_ seconds: Double) -> UInt64 { UInt64(seconds * 1e9) }
}

extension RunPlan {
    /// The plan of an open load, its warm-up included; nil for a closed loop.
    fileprivate func schedule(_ share: ProcessShare) -> Schedule? {
        guard case .open(var profile, let arrivals) = model else { return nil }
        let first = profile.stretches[0].from
        if warmUpSeconds > 0 {
            profile.stretches.insert(
                RateProfile.Stretch(from: first, to: first, seconds: warmUpSeconds), at: 0)
        }
        return Schedule(profile, arrivals, share: share)
    }
}
