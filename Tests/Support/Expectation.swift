import DirectoryDomain

/// What a rule said, and was not so. Thrown, so that one suite serves every test target.
package struct Unmet: Error, CustomStringConvertible {
    package let description: String
}

package func expect(
    _ condition: Bool, _ statement: String, file: StaticString = #fileID, line: UInt = #line
) throws(Unmet) {
    guard condition else { throw Unmet(description: "not so: \(statement) (\(file):\(line))") }
}

package func expect<T: Equatable>(
    _ value: T, is wanted: T, _ what: String = "it", file: StaticString = #fileID,
    line: UInt = #line
) throws(Unmet) {
    guard value == wanted else {
        throw Unmet(description: "\(what) is \(value), not \(wanted) (\(file):\(line))")
    }
}

package func require<T>(
    _ value: T?, _ what: String, file: StaticString = #fileID, line: UInt = #line
) throws(Unmet) -> T {
    guard let value else { throw Unmet(description: "there is no \(what) (\(file):\(line))") }
    return value
}

/// That `body` is refused, and how.
package func expectRefusal<R>(
    _ refusal: Refusal, file: StaticString = #fileID, line: UInt = #line,
    _ body: () async throws -> R
) async throws {
    try await expectError(.refused(refusal), file: file, line: line, body)
}

package func expectError<R>(
    _ wanted: CommandError, file: StaticString = #fileID, line: UInt = #line,
    _ body: () async throws -> R
) async throws {
    do {
        let outcome = try await body()
        throw Unmet(description: "\(outcome) and no \(wanted) (\(file):\(line))")
    } catch let error as CommandError {
        try expect(error, is: wanted, "the error", file: file, line: line)
    }
}
