import ProtobufC

extension MessageJSON {
    static func value(of reader: borrowing MessageReader, _ defaults: Defaults) -> JSONValue {
        if reader.schema == .timestamp {
            let time = ProtoTimestamp(reading: reader)
            return .string(time.rfc3339())
        }
        if reader.schema == .duration {
            return .string(ProtoDuration(reading: reader).jsonText)
        }
        var members: [JSONValue.Member] = []
        for field in reader.schema.fields {
            let found =
                field.isRepeated
                ? elements(of: field, in: reader, defaults) : scalar(field, in: reader, defaults)
            if let found { members.append(JSONValue.Member(field.jsonName, found)) }
        }
        return .object(members)
    }

    /// nil when the field is to be left out.
    private static func scalar(
        _ field: Field, in reader: borrowing MessageReader, _ defaults: Defaults
    ) -> JSONValue? {
        let number = field.number
        if field.isOneofMember, !reader.has(number) { return nil }
        if case .message = field.kind {
            return reader.message(number) { value(of: $0, defaults) }
        }
        let isWritten = field.isOneofMember || defaults == .written
        switch field.kind {
        case .string:
            let text = reader.string(number)
            return isWritten || !text.isEmpty ? .string(text) : nil
        case .bytes:
            let bytes = reader.bytes(number)
            return isWritten || !bytes.isEmpty ? .string(Base64.encode(bytes)) : nil
        case .bool:
            let flag = reader.bool(number)
            return isWritten || flag ? .bool(flag) : nil
        case .enumeration:
            let value = reader.enumeration(number)
            guard isWritten || value != 0 else { return nil }
            return field.enumerationName(value).map { .string($0) } ?? .number("\(value)")
        case .int32, .int64, .uint32, .uint64:
            return integer(field, in: reader, isWritten)
        case .float, .double, .message:
            preconditionFailure("no message of ours has such a field")
        }
    }

    private static func integer(
        _ field: Field, in reader: borrowing MessageReader, _ isWritten: Bool
    ) -> JSONValue? {
        let (text, isWide) =
            switch field.kind {
            case .int32: ("\(reader.int32(field.number))", false)
            case .uint32: ("\(reader.uint32(field.number))", false)
            case .uint64: ("\(reader.uint64(field.number))", true)
            default: ("\(reader.int64(field.number))", true)
            }
        guard isWritten || text != "0" else { return nil }
        return isWide ? .string(text) : .number(text)
    }

    private static func elements(
        of field: Field, in reader: borrowing MessageReader, _ defaults: Defaults
    ) -> JSONValue? {
        var elements: [JSONValue] = []
        switch field.kind {
        case .string: elements = reader.strings(field.number).map { .string($0) }
        case .message: reader.messages(field.number) { elements.append(value(of: $0, defaults)) }
        default: preconditionFailure("no message of ours has such a list")
        }
        return elements.isEmpty && defaults == .omitted ? nil : .array(elements)
    }
}
