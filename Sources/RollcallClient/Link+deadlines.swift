import NIOCore
import TTRPC

extension Link {
    /// Sees to it that a call with this deadline ends at it. One alarm rings for the earliest of
    /// all deadlines, so that a call that is answered in time costs none.
    func watch(_ deadline: NIODeadline?) {
        guard let deadline else { return }
        if let alarm, alarm.at <= deadline { return }
        alarm?.task.cancel()
        let here = NIOLoopBound(self, eventLoop: eventLoop)
        let task = eventLoop.scheduleTask(deadline: deadline) { here.value.ring() }
        alarm = (deadline, task)
    }

    private func ring() {
        alarm = nil
        let now = now()
        var earliest: NIODeadline?
        func isDue(_ call: PendingCall) -> Bool {
            guard let deadline = call.deadline else { return false }
            if deadline <= now { return true }
            earliest = min(earliest ?? deadline, deadline)
            return false
        }
        for (stream, call) in sent where isDue(call) {
            machine.abandon(stream)
            sent.removeValue(forKey: stream)
            call.finish(.failure(.deadlinePassed))
        }
        let late = waiting.filter(isDue)
        if !late.isEmpty {
            waiting.removeAll { call in late.contains { $0.ticket === call.ticket } }
            for call in late { call.finish(.failure(.deadlinePassed)) }
        }
        watch(earliest)
    }
}
