/// A Request, as places in the bytes it was read from.
///
/// Source: ttrpc's request.proto: `{string service=1; string method=2; bytes payload=3;
/// int64 timeout_nano=4; repeated KeyValue metadata=5}`. Fields come in any order; of a repeated
/// singular field the last wins; unknown fields are skipped.
package struct RequestEnvelope: Sendable {
    package var service = 0..<0
    package var method = 0..<0
    package var payload = 0..<0
    /// 0 = no limit; negative = expired.
    package var timeoutNanoseconds: Int64 = 0
    /// In the order sent, duplicates included.
    package var metadata = MetadataPairs()

    package init(
        _ bytes: Span<UInt8>, _ range: Range<Int>, limits: Limits
    ) throws(EnvelopeProblem) {
        var reader = WireReader(bytes, range)
        while let (number, wire) = try reader.tag() {
            switch (number, wire) {
            case (1, .lengthDelimited): service = try reader.text()
            case (2, .lengthDelimited): method = try reader.text()
            case (3, .lengthDelimited): payload = try reader.value()
            case (4, .varint): timeoutNanoseconds = Int64(bitPattern: try reader.varint())
            case (5, .lengthDelimited):
                guard metadata.count < limits.metadataPairs else { throw .tooMuchMetadata }
                metadata.append(try RequestEnvelope.pair(bytes, try reader.value()))
            case (1...5, _): throw .malformed
            default: try reader.skip(wire)
            }
        }
    }

    private static func pair(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(EnvelopeProblem) -> (key: Range<Int>, value: Range<Int>) {
        var pair = (key: 0..<0, value: 0..<0)
        var reader = WireReader(bytes, range)
        while let (number, wire) = try reader.tag() {
            switch (number, wire) {
            case (1, .lengthDelimited): pair.key = try reader.text()
            case (2, .lengthDelimited): pair.value = try reader.text()
            case (1...2, _): throw .malformed
            default: try reader.skip(wire)
            }
        }
        return pair
    }

    /// Appends a Request.
    package static func append(
        service: String, method: String, payload: [UInt8], timeoutNanoseconds: Int64,
        metadata: [(key: String, value: String)], to output: inout [UInt8]
    ) {
        WireWriter.field(1, service, to: &output)
        WireWriter.field(2, method, to: &output)
        if !payload.isEmpty { WireWriter.field(3, payload, to: &output) }
        if timeoutNanoseconds != 0 {
            WireWriter.varintField(4, UInt64(bitPattern: timeoutNanoseconds), to: &output)
        }
        for (key, value) in metadata {
            var pair: [UInt8] = []
            WireWriter.field(1, key, to: &pair)
            WireWriter.field(2, value, to: &pair)
            WireWriter.field(5, pair, to: &output)
        }
    }
}
