import CProtobufC

/// A borrowed view of one unpacked message, whose fields are read by number.
///
/// Absent means: an empty string or bytes, a zero, `false`, no message. A field read as something
/// it is not is a defect of ours, and stops the program.
@safe public struct MessageReader: ~Escapable {
    private let message: UnsafePointer<ProtobufCMessage>

    @_lifetime(borrow message)
    init(_ message: UnsafePointer<ProtobufCMessage>) {
        unsafe self.message = unsafe message
    }

    package var schema: Schema { unsafe Schema(message.pointee.descriptor) }

    /// The field's own copy of a string.
    package func string(_ number: Int) -> String {
        guard let value = unsafe load(number, as: UnsafePointer<CChar>?.self) ?? nil
        else { return "" }
        return unsafe String(cString: value)
    }

    package func bytes(_ number: Int) -> [UInt8] {
        guard let value = unsafe load(number, as: ProtobufCBinaryData.self), unsafe value.len > 0
        else { return [] }
        return unsafe [UInt8](UnsafeBufferPointer(start: value.data, count: value.len))
    }

    package func int64(_ number: Int) -> Int64 { load(number, as: Int64.self) ?? 0 }
    package func uint64(_ number: Int) -> UInt64 { load(number, as: UInt64.self) ?? 0 }
    package func int32(_ number: Int) -> Int32 { load(number, as: Int32.self) ?? 0 }
    package func uint32(_ number: Int) -> UInt32 { load(number, as: UInt32.self) ?? 0 }
    package func bool(_ number: Int) -> Bool {
        (load(number, as: protobuf_c_boolean.self) ?? 0) != 0
    }
    /// The number of an enumeration's value.
    package func enumeration(_ number: Int) -> Int { Int(int32(number)) }

    /// Whether a message field or a member of a oneof is there.
    package func has(_ number: Int) -> Bool {
        let field = unsafe field(number)
        if unsafe field.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 {
            return unsafe caseNumber(of: field) == field.pointee.id
        }
        if unsafe field.pointee.label == PROTOBUF_C_LABEL_REPEATED { return count(number) > 0 }
        return unsafe (load(number, as: UnsafeRawPointer?.self) ?? nil) != nil
    }

    /// Reads a message field; nil when it is absent.
    package func message<R, E: Error>(
        _ number: Int, _ read: (borrowing MessageReader) throws(E) -> R
    ) throws(E) -> R? {
        guard let inner = unsafe load(number, as: UnsafePointer<ProtobufCMessage>?.self) ?? nil
        else { return nil }
        return try read(unsafe MessageReader(inner))
    }

    /// How many elements a repeated field has.
    package func count(_ number: Int) -> Int {
        let field = unsafe field(number)
        return unsafe UnsafeRawPointer(message)
            .load(fromByteOffset: Int(field.pointee.quantifier_offset), as: Int.self)
    }

    /// Reads each element of a repeated message field, in order.
    package func messages<E: Error>(
        _ number: Int, _ read: (borrowing MessageReader) throws(E) -> Void
    ) throws(E) {
        let count = count(number)
        guard count > 0,
            let elements = unsafe load(
                number, as: UnsafePointer<UnsafePointer<ProtobufCMessage>>?.self) ?? nil
        else { return }
        for index in 0..<count { try read(unsafe MessageReader(elements[index])) }
    }

    /// The elements of a repeated string field, in order.
    package func strings(_ number: Int) -> [String] {
        let count = count(number)
        guard count > 0,
            let elements = unsafe load(
                number, as: UnsafePointer<UnsafePointer<CChar>>?.self) ?? nil
        else { return [] }
        return (0..<count).map { unsafe String(cString: elements[$0]) }
    }

    private func field(_ number: Int) -> UnsafePointer<ProtobufCFieldDescriptor> {
        guard let field = unsafe schema.descriptorField(number) else {
            preconditionFailure("\(schema.name) has no field \(number)")
        }
        return unsafe field
    }

    private func caseNumber(of field: UnsafePointer<ProtobufCFieldDescriptor>) -> UInt32 {
        unsafe UnsafeRawPointer(message)
            .load(fromByteOffset: Int(field.pointee.quantifier_offset), as: UInt32.self)
    }

    /// nil for a member of a oneof that is not the one set.
    private func load<T>(_ number: Int, as type: T.Type) -> T? {
        let field = unsafe field(number)
        if unsafe field.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0,
            unsafe caseNumber(of: field) != field.pointee.id
        {
            return nil
        }
        return unsafe UnsafeRawPointer(message)
            .load(fromByteOffset: Int(field.pointee.offset), as: T.self)
    }
}
