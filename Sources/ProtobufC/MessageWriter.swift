import CProtobufC

/// Builds one message in an arena, field by field.
///
/// What is not set stays absent.
@safe public struct MessageWriter: ~Copyable, ~Escapable {
    let message: UnsafeMutablePointer<ProtobufCMessage>
    private let arena: Arena

    @_lifetime(borrow arena)
    init(_ schema: Schema, in arena: borrowing Arena) {
        let raw = unsafe MessageWriter.take(
            schema.descriptor.pointee.sizeof_message, from: arena)
        unsafe message = unsafe raw.bindMemory(to: ProtobufCMessage.self, capacity: 1)
        unsafe protobuf_c_message_init(schema.descriptor, message)
        self.arena = copy arena
    }

    package mutating func set(_ number: Int, string: String) {
        let field = unsafe claim(number)
        unsafe store(copied(string), in: field)
    }

    package mutating func set(_ number: Int, bytes: [UInt8]) {
        let field = unsafe claim(number)
        unsafe store(copied(bytes), in: field)
    }

    package mutating func set(_ number: Int, int64: Int64) {
        let field = unsafe claim(number)
        unsafe store(int64, in: field)
    }

    package mutating func set(_ number: Int, uint64: UInt64) {
        let field = unsafe claim(number)
        unsafe store(uint64, in: field)
    }

    package mutating func set(_ number: Int, int32: Int32) {
        let field = unsafe claim(number)
        unsafe store(int32, in: field)
    }

    package mutating func set(_ number: Int, bool: Bool) {
        let field = unsafe claim(number)
        unsafe store(protobuf_c_boolean(bool ? 1 : 0), in: field)
    }

    package mutating func set(_ number: Int, enumeration value: Int) {
        set(number, int32: Int32(value))
    }

    /// Makes a message field present and fills it.
    package mutating func set<E: Error>(
        _ number: Int, message fill: (inout MessageWriter) throws(E) -> Void
    ) throws(E) {
        let field = unsafe claim(number)
        var inner = unsafe MessageWriter(schema(of: field), in: arena)
        try fill(&inner)
        unsafe store(inner.message, in: field)
    }

    /// Fills a repeated message field with one message an element.
    package mutating func set<Element, E: Error>(
        _ number: Int, repeated elements: [Element],
        _ fill: (Element, inout MessageWriter) throws(E) -> Void
    ) throws(E) {
        guard !elements.isEmpty else { return }
        let field = unsafe claim(number)
        let pointers = unsafe MessageWriter.take(
            elements.count * MemoryLayout<UnsafeRawPointer>.stride, from: arena
        ).bindMemory(to: UnsafeMutablePointer<ProtobufCMessage>.self, capacity: elements.count)
        for index in elements.indices {
            var inner = unsafe MessageWriter(schema(of: field), in: arena)
            try fill(elements[index], &inner)
            unsafe pointers[index] = unsafe inner.message
        }
        unsafe store(pointers, count: elements.count, in: field)
    }

    package mutating func set(_ number: Int, strings: [String]) {
        guard !strings.isEmpty else { return }
        let field = unsafe claim(number)
        let pointers = unsafe MessageWriter.take(
            strings.count * MemoryLayout<UnsafeRawPointer>.stride, from: arena
        ).bindMemory(to: UnsafeMutablePointer<CChar>.self, capacity: strings.count)
        for index in strings.indices { unsafe pointers[index] = copied(strings[index]) }
        unsafe store(pointers, count: strings.count, in: field)
    }

    /// The field of a number, made the chosen one of its oneof.
    private func claim(_ number: Int) -> UnsafePointer<ProtobufCFieldDescriptor> {
        let schema = unsafe Schema(message.pointee.descriptor)
        guard let field = unsafe schema.descriptorField(number) else {
            preconditionFailure("\(schema.name) has no field \(number)")
        }
        if unsafe field.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 {
            unsafe UnsafeMutableRawPointer(message).storeBytes(
                of: field.pointee.id, toByteOffset: Int(field.pointee.quantifier_offset),
                as: UInt32.self)
        }
        return unsafe field
    }

    private func schema(of field: UnsafePointer<ProtobufCFieldDescriptor>) -> Schema {
        guard case .message(let schema) = unsafe Field(field).kind else {
            preconditionFailure("not a message field")
        }
        return schema
    }

    private func store<T>(_ value: T, in field: UnsafePointer<ProtobufCFieldDescriptor>) {
        unsafe (UnsafeMutableRawPointer(message) + Int(field.pointee.offset))
            .assumingMemoryBound(to: T.self).initialize(to: value)
    }

    private func store<T>(
        _ pointer: T, count: Int, in field: UnsafePointer<ProtobufCFieldDescriptor>
    ) {
        unsafe store(pointer, in: field)
        unsafe UnsafeMutableRawPointer(message).storeBytes(
            of: count, toByteOffset: Int(field.pointee.quantifier_offset), as: Int.self)
    }

    private func copied(_ string: String) -> UnsafeMutablePointer<CChar> {
        var string = string
        return string.withUTF8 { utf8 in
            let raw = unsafe MessageWriter.take(utf8.count + 1, from: arena)
            if let base = utf8.baseAddress {
                unsafe raw.copyMemory(from: base, byteCount: utf8.count)
            }
            unsafe raw.storeBytes(of: 0, toByteOffset: utf8.count, as: UInt8.self)
            return unsafe raw.bindMemory(to: CChar.self, capacity: utf8.count + 1)
        }
    }

    private func copied(_ bytes: [UInt8]) -> ProtobufCBinaryData {
        let raw = unsafe MessageWriter.take(bytes.count, from: arena)
        unsafe bytes.withUnsafeBytes { source in
            if let base = source.baseAddress {
                unsafe raw.copyMemory(from: base, byteCount: source.count)
            }
        }
        return unsafe ProtobufCBinaryData(
            len: bytes.count, data: raw.bindMemory(to: UInt8.self, capacity: bytes.count))
    }

    private static func take(_ size: Int, from arena: borrowing Arena) -> UnsafeMutableRawPointer {
        unsafe arena.allocateForPacking(size)
    }
}
