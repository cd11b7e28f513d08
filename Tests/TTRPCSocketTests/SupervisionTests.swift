import Foundation
import Testing

@testable import TTRPCSocket

@Suite("What a supervisor passes")
struct SupervisionTests {
    private func environment(_ count: String, pid: Int32, names: String? = nil) -> [String: String]
    {
        var environment = ["LISTEN_FDS": count, "LISTEN_PID": "\(pid)"]
        environment["LISTEN_FDNAMES"] = names
        return environment
    }

    @Test("sockets for another process, or none, are left alone")
    func nothing() throws {
        for environment in [[:], environment("1", pid: 7), environment("0", pid: 8)] {
            let listener = try InheritedSockets.listener(
                named: "rollcall", environment: environment, processID: 8)
            #expect(listener == nil)
        }
    }

    @Test("of several sockets without a name of ours none is guessed")
    func several() {
        for names in [nil, "a:b", "a:"] {
            #expect(throws: SocketError.self) {
                try InheritedSockets.listener(
                    named: "rollcall", environment: environment("2", pid: 8, names: names),
                    processID: 8)
            }
        }
    }

    @Test("a watchdog is for the process that it names, and wants a supervisor to tell")
    func watchdog() {
        func interval(_ environment: [String: String]) -> UInt64? {
            ServiceNotifier(environment: environment, processID: 8).watchdogNanoseconds
        }
        let all = ["NOTIFY_SOCKET": "/s", "WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "8"]
        #expect(interval(all) == 3_000_000_000)
        #expect(interval(all.merging(["WATCHDOG_PID": "9"]) { $1 }) == nil)
        #expect(interval(all.merging(["WATCHDOG_USEC": "0"]) { $1 }) == nil)
        #expect(interval(all.merging(["WATCHDOG_USEC": "soon"]) { $1 }) == nil)
        #expect(interval(all.filter { $0.key != "NOTIFY_SOCKET" }) == nil)
        #expect(interval(all.filter { $0.key != "WATCHDOG_PID" }) == 3_000_000_000)
    }

    @Test("with no supervisor nobody is told, and one that has gone can't be")
    func telling() {
        #expect(ServiceNotifier(environment: [:], processID: 8).tell(.stopping))
        let gone = ServiceNotifier(environment: ["NOTIFY_SOCKET": "@nobody-here"], processID: 8)
        #expect(!gone.tell(.stopping))
        #expect(ServiceNotifier.State.ready(processID: 8).text == "READY=1\nMAINPID=8\n")
    }
}
