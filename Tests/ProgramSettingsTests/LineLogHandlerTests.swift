import DirectoryAPI
import Logging
import ProgramSettings
import Testing

struct LineLogHandlerTests {
    private struct Personal: Error, CustomStringConvertible {
        var description: String { "ada@example.com" }
    }

    private let time = ProtoTimestamp(seconds: 1_705_314_600)

    private func line(_ format: LogFormat, error: (any Error)? = nil) -> String {
        var handler = LineLogHandler(label: "daemon", level: .info, format: format)
        handler[metadataKey: "worker"] = "2"
        let event = LogEvent(
            level: .warning, message: "first\nsecond", error: error, metadata: ["code": "14"],
            source: "s", file: "f", function: "f", line: 1)
        return handler.line(for: event, at: time)
    }

    @Test("a plain entry is one line, its metadata sorted")
    func plain() {
        #expect(
            line(.plain)
                == "2024-01-15T10:30:00.000Z warning daemon: first second code=14 worker=2")
    }

    @Test("a JSON entry is one object on one line")
    func json() throws {
        let text = line(.json)
        #expect(!text.contains("\n"))
        let value = try JSONParser.parse(text)
        #expect(value["message"] == .string("first\nsecond"))
        #expect(value["level"] == .string("warning"))
        #expect(value["metadata"]?["worker"] == .string("2"))
    }

    @Test("of an error only the type is written")
    func errors() {
        let text = line(.plain, error: Personal())
        #expect(text.contains("error=Personal") && !text.contains("ada"))
    }
}
