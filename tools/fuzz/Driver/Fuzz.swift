import Dispatch
import Foundation
import FuzzChecks
import LibFuzzer
import Synchronization

/// Feeds the check that `FUZZ_CHECK` names, as libFuzzer's flags say; without one, names them all,
/// or writes the seeds below the folder that is named. It is no flag, because libFuzzer starts
/// itself anew for some of its work, with its own flags only.
@main
enum Fuzz {
    static func main() throws {
        if check == nil {
            if CommandLine.argc > 1 { return try writeSeeds(below: CommandLine.arguments[1]) }
            return print(FuzzCheck.all.map(\.name).joined(separator: "\n"))
        }
        var count = CommandLine.argc
        var arguments = unsafe Optional(CommandLine.unsafeArgv)
        exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, testOneInput))
    }

    private static func writeSeeds(below path: String) throws {
        let root = URL(fileURLWithPath: path)
        for (folder, files) in Seeds.all {
            let place = root.appendingPathComponent(folder)
            try? FileManager.default.removeItem(at: place)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for (name, bytes) in files {
                try Data(bytes).write(to: place.appendingPathComponent(name))
            }
        }
    }
}

private let check = ProcessInfo.processInfo.environment["FUZZ_CHECK"].flatMap(FuzzCheck.named)

private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    switch check?.body {
    case .atOnce(let finding): stop(at: finding(bytes))
    case .asynchronous(let finding): stop(at: waiting { await finding(bytes) })
    case nil: break
    }
    return 0
}

private func stop(at finding: String?) {
    if let finding { fatalError(finding) }
}

/// The value of work that is asynchronous. libFuzzer's thread may be blocked: it is none of those
/// that the work may need.
private func waiting(_ work: @escaping @Sendable () async -> String?) -> String? {
    let ended = DispatchSemaphore(value: 0)
    let place = Place()
    Task {
        let value = await work()
        place.value.withLock { $0 = value }
        ended.signal()
    }
    ended.wait()
    return place.value.withLock { $0 }
}

/// Where one thread leaves a value for another.
private final class Place: Sendable {
    let value = Mutex<String?>(nil)
}
