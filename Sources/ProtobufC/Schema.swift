import CProtobufC
import CRollcallProto

/// The shape of one message type, as protobuf-c's generated code describes it.
@safe public struct Schema: @unchecked Sendable, Equatable {
    let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

    init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
        unsafe self.descriptor = unsafe descriptor
    }

    public static func == (a: Schema, b: Schema) -> Bool { unsafe a.descriptor == b.descriptor }

    /// The full name, such as `rollcall.v1.User`.
    package var name: String { unsafe String(cString: descriptor.pointee.name) }

    /// The fields, by ascending number.
    package var fields: [Field] {
        (0..<Int(unsafe descriptor.pointee.n_fields)).map {
            unsafe Field(descriptor.pointee.fields + $0)
        }
    }

    /// The field of a number; nil when the message has none.
    package func field(_ number: Int) -> Field? {
        guard let found = unsafe descriptorField(number) else { return nil }
        return unsafe Field(found)
    }

    func descriptorField(_ number: Int) -> UnsafePointer<ProtobufCFieldDescriptor>? {
        guard number > 0, number <= Int(UInt32.max) else { return nil }
        // Most of our messages number their fields 1, 2, 3 …: then the place is the number.
        if number <= Int(unsafe descriptor.pointee.n_fields) {
            let guess = unsafe descriptor.pointee.fields + (number - 1)
            if unsafe guess.pointee.id == UInt32(number) { return unsafe guess }
        }
        return unsafe protobuf_c_message_descriptor_get_field(descriptor, UInt32(number))
    }
}

/// One field of a message type.
@safe package struct Field: @unchecked Sendable {
    package enum Kind: Sendable, Equatable {
        case int32, int64, uint32, uint64, bool, double, float, string, bytes
        case enumeration
        case message(Schema)
    }

    let descriptor: UnsafePointer<ProtobufCFieldDescriptor>

    init(_ descriptor: UnsafePointer<ProtobufCFieldDescriptor>) {
        unsafe self.descriptor = unsafe descriptor
    }

    package var number: Int { Int(unsafe descriptor.pointee.id) }
    /// As the .proto file spells it: `phone_number`.
    package var name: String { unsafe String(cString: descriptor.pointee.name) }
    package var isRepeated: Bool { unsafe descriptor.pointee.label == PROTOBUF_C_LABEL_REPEATED }
    package var isOneofMember: Bool {
        unsafe descriptor.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0
    }

    /// Equal for the members of one oneof of a message; nil for any other field.
    package var oneof: Int? {
        isOneofMember ? Int(unsafe descriptor.pointee.quantifier_offset) : nil
    }

    package var kind: Kind {
        switch unsafe descriptor.pointee.type {
        case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32: .int32
        case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64: .int64
        case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32: .uint32
        case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64: .uint64
        case PROTOBUF_C_TYPE_BOOL: .bool
        case PROTOBUF_C_TYPE_FLOAT: .float
        case PROTOBUF_C_TYPE_DOUBLE: .double
        case PROTOBUF_C_TYPE_STRING: .string
        case PROTOBUF_C_TYPE_BYTES: .bytes
        case PROTOBUF_C_TYPE_ENUM: .enumeration
        default:
            unsafe .message(
                Schema(
                    descriptor.pointee.descriptor.assumingMemoryBound(
                        to: ProtobufCMessageDescriptor.self)))
        }
    }

    /// The name of an enumeration's value; nil for a value that has none.
    package func enumerationName(_ value: Int) -> String? {
        guard kind == .enumeration, let value = Int32(exactly: value),
            let found = unsafe protobuf_c_enum_descriptor_get_value(enumeration, value)
        else { return nil }
        return unsafe String(cString: found.pointee.name)
    }

    /// The value of an enumeration's name; nil for a name that it does not have.
    package func enumerationValue(_ name: String) -> Int? {
        guard kind == .enumeration,
            let found = unsafe protobuf_c_enum_descriptor_get_value_by_name(enumeration, name)
        else { return nil }
        return Int(unsafe found.pointee.value)
    }

    private var enumeration: UnsafePointer<ProtobufCEnumDescriptor> {
        unsafe descriptor.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    }
}
