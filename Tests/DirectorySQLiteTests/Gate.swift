import DirectoryDomain
import DirectorySQLite
import Dispatch
import TestSupport

/// Holds the writer inside a command, so that a test decides what waits meanwhile.
final class Gate: Sendable {
    private let isReached = DispatchSemaphore(value: 0)
    private let mayPass = DispatchSemaphore(value: 0)

    /// Gives when the writer stands in the gate.
    func hold(_ store: SQLiteStore) {
        let command = PlantedCommand<Void> { [self] _, _ in
            isReached.signal()
            mayPass.wait()
        }
        store.submit(command, from: CommandOrigin(organizationID: "", actor: "uid:1")) { _ in }
        isReached.wait()
    }

    func open() { mayPass.signal() }
}

/// Gathers outcomes that are told on the writer's thread.
actor Outcomes<Value: Sendable> {
    private var values: [Int: Value] = [:]
    private var waiting: CheckedContinuation<[Int: Value], Never>?
    private let count: Int

    init(count: Int) { self.count = count }

    nonisolated func add(_ value: Value, at index: Int) {
        Task { await self.keep(value, at: index) }
    }

    /// All of them, as soon as there are `count`.
    func all() async -> [Int: Value] {
        if values.count == count { return values }
        return await withCheckedContinuation { waiting = $0 }
    }

    private func keep(_ value: Value, at index: Int) {
        values[index] = value
        if values.count == count { waiting?.resume(returning: values) }
    }
}
