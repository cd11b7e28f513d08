/// google.rpc.Status on the wire, with the one detail we know: google.rpc.RetryInfo.
enum StatusCoding {
    private static let retryInfoURL = "type.googleapis.com/google.rpc.RetryInfo"

    static func append(_ status: Status, to output: inout [UInt8]) {
        // A negative int32 is sign-extended to ten bytes.
        WireWriter.varintField(1, UInt64(bitPattern: Int64(status.rawCode)), to: &output)
        WireWriter.field(2, status.message, to: &output)
        guard let milliseconds = status.retryAfterMilliseconds else { return }
        var duration: [UInt8] = []
        WireWriter.varintField(1, UInt64(bitPattern: milliseconds / 1000), to: &duration)
        WireWriter.varintField(
            2, UInt64(bitPattern: milliseconds % 1000 * 1_000_000), to: &duration)
        var retryInfo: [UInt8] = []
        WireWriter.field(1, duration, to: &retryInfo)
        var any: [UInt8] = []
        WireWriter.field(1, retryInfoURL, to: &any)
        WireWriter.field(2, retryInfo, to: &any)
        WireWriter.field(3, any, to: &output)
    }

    /// Reads a status onto what an earlier one of the same field has said: a message that comes
    /// twice is merged (protobuf.dev, "Last One Wins").
    static func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, onto status: inout Status
    ) throws(EnvelopeProblem) {
        var reader = WireReader(bytes, range)
        while let (number, wire) = try reader.tag() {
            switch (number, wire) {
            case (1, .varint): status.rawCode = Int32(truncatingIfNeeded: try reader.varint())
            case (2, .lengthDelimited):
                status.message = string(bytes, try reader.text())
            case (3, .lengthDelimited):
                if let delay = try retryDelay(bytes, try reader.value()) {
                    status.retryAfterMilliseconds = delay
                }
            case (1...3, _): throw .malformed
            default: try reader.skip(wire)
            }
        }
    }

    /// The delay in milliseconds of an Any that holds a RetryInfo; nil for any other.
    private static func retryDelay(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(EnvelopeProblem) -> Int64? {
        var url = ""
        var value = 0..<0
        var reader = WireReader(bytes, range)
        while let (number, wire) = try reader.tag() {
            switch (number, wire) {
            case (1, .lengthDelimited): url = string(bytes, try reader.text())
            case (2, .lengthDelimited): value = try reader.value()
            case (1...2, _): throw .malformed
            default: try reader.skip(wire)
            }
        }
        // A detail that does not decode is one that is not known; the status counts without it.
        return url == retryInfoURL ? try? delay(ofRetryInfo: bytes, value) : nil
    }

    private static func delay(
        ofRetryInfo bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(EnvelopeProblem) -> Int64 {
        var info = WireReader(bytes, range)
        while let (number, wire) = try info.tag() {
            if number == 1, wire == .lengthDelimited {
                return try milliseconds(bytes, try info.value())
            }
            try info.skip(wire)
        }
        return 0
    }

    private static func milliseconds(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(EnvelopeProblem) -> Int64 {
        var seconds: Int64 = 0
        var nanos: Int64 = 0
        var reader = WireReader(bytes, range)
        while let (number, wire) = try reader.tag() {
            switch (number, wire) {
            case (1, .varint): seconds = Int64(bitPattern: try reader.varint())
            case (2, .varint): nanos = Int64(bitPattern: try reader.varint())
            default: try reader.skip(wire)
            }
        }
        // google.protobuf.Duration: at most 315 576 000 000 seconds, so this can't overflow.
        let bounded = min(max(seconds, 0), 315_576_000_000)
        return bounded * 1000 + min(max(nanos, 0), 999_999_999) / 1_000_000
    }

    private static func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        guard let text = try? UTF8Span(validating: bytes.extracting(range)) else { return "" }
        return String(copying: text)
    }
}
