import CLinux
import ProgramSettings

/// Runs a task in this process, or shared among several: they follow one schedule, each sending
/// every n-th call of it, and what they count is added up.
struct Fleet {
    let interruption: Interruption?
    var progress: RunProgress

    /// - Throws: `.refused` when the server cannot be reached.
    mutating func run(_ task: LoadTask) throws -> RunResult {
        defer { progress.clear() }
        return task.plan.processes == 1 ? try runHere(task) : try runShared(task)
    }

    private mutating func runHere(_ task: LoadTask) throws -> RunResult {
        do {
            return try task.run(interruption) { figures, now in
                guard let place = figures.series.lastPlace(before: now) else { return }
                progress.show(
                    figures.series.intervals[place], of: figures.series.length, task.plan,
                    elapsed: Double(now - figures.window.lowerBound) / 1e9)
            }
        } catch {
            throw ProgramFailure.refused(error.description)
        }
    }

    private mutating func runShared(_ task: LoadTask) throws -> RunResult {
        // Time for all of them to start and to connect.
        let startAt = clinux_monotonic_ns() + 500_000_000
        let workers = try (0..<task.plan.processes).map { index in
            var part = task
            part.startAt = startAt
            part.shareIndex = index
            return try Worker(part)
        }
        let server = ServerProcesses(task.serverProcesses)
        let begin = startAt + UInt64(task.plan.warmUpSeconds * 1e9)
        let end = begin + UInt64(task.plan.seconds * 1e9)
        wait(for: workers, until: begin)
        let before = server?.processorTime
        watch(workers, task, from: begin, until: end)
        let after = server?.processorTime
        wait(for: workers, until: .max)
        var result = try workers[0].result()
        for worker in workers.dropFirst() { result.add(try worker.result()) }
        if let before, let after { result.cost.server = after - before }
        return result
    }

    /// Shows each interval once all have told theirs.
    private mutating func watch(
        _ workers: [Worker], _ task: LoadTask, from begin: UInt64, until end: UInt64
    ) {
        let series = TimeSeries(window: begin..<max(end, begin + 1))
        var place = 0
        while clinux_monotonic_ns() < end, !workers.allSatisfy(\.isOver) {
            wait(for: workers, until: clinux_monotonic_ns() + 200_000_000)
            let parts = workers.compactMap { $0.interval(at: place) }
            guard var sum = parts.first, parts.count == workers.count else { continue }
            for part in parts.dropFirst() { sum.add(part) }
            place += 1
            progress.show(
                sum, of: series.length, task.plan,
                elapsed: Double(place) * Double(series.length) / 1e9)
        }
    }

    /// Until a time, or until all are over; an interruption is handed on.
    private func wait(for workers: [Worker], until end: UInt64) {
        var hasInterrupted = false
        while !workers.allSatisfy(\.isOver), clinux_monotonic_ns() < end {
            guard Interruption.wait(interruption, milliseconds: 50), !hasInterrupted else {
                continue
            }
            for worker in workers { worker.interrupt() }
            hasInterrupted = true
        }
    }
}
