// Stand for the library's two functions of these names, by LD_PRELOAD, and do what they do. What
// they wait with is then called from outside of the library, where continuations.c sees it.

/// In continuations.c.
@_silgen_name("sanitizing_acquire")
private func acquire<T, E>(_ continuation: inout CheckedContinuation<T, E>?)

@_silgen_name(
    "$ss23withCheckedContinuation9isolation8function_xScA_pSgYi_SSyScCyxs5NeverOGXEtYalF")
public func waiting<T>(
    isolation: isolated (any Actor)?, function: String,
    _ body: (CheckedContinuation<T, Never>) -> Void
) async -> sending T {
    var given: CheckedContinuation<T, Never>?
    let result = await withUnsafeContinuation { (unchecked: UnsafeContinuation<T, Never>) in
        let continuation = CheckedContinuation(continuation: unchecked, function: function)
        given = continuation
        body(continuation)
    }
    acquire(&given)
    return result
}

@_silgen_name(
    "$ss31withCheckedThrowingContinuation9isolation8function_xScA_pSgYi_SSyScCyxs5Error_pGXEtYaKlF")
public func waitingThrowing<T>(
    isolation: isolated (any Actor)?, function: String,
    _ body: (CheckedContinuation<T, any Error>) -> Void
) async throws -> sending T {
    var given: CheckedContinuation<T, any Error>?
    defer { acquire(&given) }
    return try await withUnsafeThrowingContinuation {
        (unchecked: UnsafeContinuation<T, any Error>) in
        let continuation = CheckedContinuation(continuation: unchecked, function: function)
        given = continuation
        body(continuation)
    }
}
