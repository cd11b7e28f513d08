import Foundation

/// Continuations of the four kinds that another thread resumes before they are waited for, or
/// after; what it wrote before is read then. With an argument it writes afterwards, a race.
final class Letter: @unchecked Sendable {
    var lines: [Int] = []
}

struct Failure: Error {}

let races = CommandLine.argc > 1

/// Gives a letter to another thread, which writes it and then resumes.
///
/// - Parameter isLate: whether the one who waits is suspended by then.
func hand(_ letter: Letter, isLate: Bool, resume: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
        if isLate { usleep(20_000) }
        if !races { letter.lines = [1, 2, 3] }
        resume()
        if races { letter.lines = [1, 2, 3] }
    }
    if !isLate { usleep(20_000) }
}

func read(_ letter: Letter) -> Int {
    if races { usleep(20_000) }
    return letter.lines.count
}

func checked(isLate: Bool) async -> Int {
    let letter = Letter()
    await withCheckedContinuation { waiting in
        hand(letter, isLate: isLate) { waiting.resume() }
    }
    return read(letter)
}

func checkedThrowing(isLate: Bool) async -> Int {
    let letter = Letter()
    let _: Void? = try? await withCheckedThrowingContinuation { waiting in
        hand(letter, isLate: isLate) { waiting.resume(throwing: Failure()) }
    }
    return read(letter)
}

func unchecked(isLate: Bool) async -> Int {
    let letter = Letter()
    await withUnsafeContinuation { waiting in
        hand(letter, isLate: isLate) { waiting.resume() }
    }
    return read(letter)
}

func uncheckedThrowing(isLate: Bool) async -> Int {
    let letter = Letter()
    let _: Void? = try? await withUnsafeThrowingContinuation { waiting in
        hand(letter, isLate: isLate) { waiting.resume(throwing: Failure()) }
    }
    return read(letter)
}

for isLate in [false, true] {
    _ = await checked(isLate: isLate)
    _ = await checkedThrowing(isLate: isLate)
    _ = await unchecked(isLate: isLate)
    _ = await uncheckedThrowing(isLate: isLate)
}
