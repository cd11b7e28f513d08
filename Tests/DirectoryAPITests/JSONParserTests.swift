import DirectoryAPI
import Testing

struct JSONParserTests {
    @Test(
        "a value is read as RFC 8259 has it",
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .number("0")),
            ("-1.5e+3", .number("-1.5e+3")), (#""""#, .string("")),
            (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{c}\n\r\t")),
            (#""\u00e9\ud83d\ude00é😀""#, .string("é😀é😀")), ("[]", .array([])), ("{ }", .object([])),
            ("[1,[2]]", .array([.number("1"), .array([.number("2")])])),
            (
                #"{"b":1,"a":null}"#,
                .object([JSONValue.Member("b", .number("1")), JSONValue.Member("a", .null)])
            ),
        ] as [(String, JSONValue)])
    func valid(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONParser.parse(text) == value)
    }

    @Test(
        "what is not JSON is refused where it goes wrong",
        arguments: [
            ("", .endsTooSoon, 0), ("{", .endsTooSoon, 1), (#"{"a""#, .endsTooSoon, 4),
            (#"{"a":1"#, .endsTooSoon, 6), ("[1,]", .unexpectedByte, 3),
            ("[1 2]", .unexpectedByte, 3), (#"{"a":1,}"#, .unexpectedByte, 7),
            ("{a:1}", .unexpectedByte, 1), ("tru", .endsTooSoon, 3), ("trux", .unexpectedByte, 3),
            ("01", .badNumber, 1), ("-", .badNumber, 1), ("1.", .badNumber, 2),
            ("1e", .badNumber, 2), ("+1", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0),
            ("\"a\nb\"", .badString, 2), (#""\x""#, .badEscape, 2), (#""\u12g4""#, .badEscape, 5),
            (#""\ud83d""#, .badEscape, 2), (#""\ude00""#, .badEscape, 2),
            (#""abc"#, .endsTooSoon, 4), ("1 2", .trailingText, 2), ("{}x", .trailingText, 2),
            (#"{"a":1,"a":2}"#, .duplicateMember, 7),
            (#"{"a":1,"\u0061":2}"#, .duplicateMember, 7),
        ] as [(String, JSONProblem.Reason, Int)])
    func invalid(_ text: String, _ reason: JSONProblem.Reason, _ offset: Int) {
        #expect(throws: JSONProblem(reason: reason, offset: offset)) {
            try JSONParser.parse(text)
        }
    }

    @Test("names that only look alike are two members")
    func lookAlikes() throws {
        let value = try JSONParser.parse("{\"\u{e9}\":1,\"e\u{301}\":2}")
        guard case .object(let members) = value else {
            Issue.record("not an object")
            return
        }
        #expect(members.count == 2)
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUTF8() {
        #expect(throws: JSONProblem(reason: .notUTF8, offset: 0)) {
            try JSONParser.parse([0x22, 0xff, 0x22])
        }
    }

    @Test("nesting is bounded")
    func depth() throws {
        let deep = { (count: Int) in
            String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        _ = try JSONParser.parse(deep(64))
        #expect(throws: JSONProblem(reason: .tooDeep, offset: 64)) {
            try JSONParser.parse(deep(65))
        }
        let body = JSONLimits.requestBody
        _ = try JSONParser.parse(Array(deep(body.depth).utf8), limits: body)
        #expect(throws: JSONProblem(reason: .tooDeep, offset: body.depth)) {
            try JSONParser.parse(Array(deep(body.depth + 1).utf8), limits: body)
        }
    }

    @Test("members and elements are bounded in all, whatever holds them")
    func values() throws {
        let limits = JSONLimits(depth: 8, values: 4)
        for text in ["[1,2,3]", #"{"a":1,"b":2,"c":3}"#, "[[[[]]]]", #"[{"a":[]},1]"#] {
            _ = try JSONParser.parse(Array(text.utf8), limits: limits)
        }
        for text in [
            "[1,2,3,4]", #"{"a":1,"b":2,"c":3,"d":4}"#, "[[[[[]]]]]", #"[{"a":[1]},1]"#,
        ] {
            #expect {
                try JSONParser.parse(Array(text.utf8), limits: limits)
            } throws: { error in
                (error as? JSONProblem)?.reason == .tooManyValues
            }
        }
    }

    @Test("a value is written so that it is read back, on one line or indented")
    func text() throws {
        let value = try JSONParser.parse(#"{"a":[1,{"b":"x\"\u0001\n"}],"c":[],"d":{},"e":null}"#)
        #expect(value.text() == #"{"a":[1,{"b":"x\"\u0001\n"}],"c":[],"d":{},"e":null}"#)
        #expect(try JSONParser.parse(value.text(.indented)) == value)
        #expect(
            try JSONParser.parse(#"{"a":[1]}"#).text(.indented) == "{\n  \"a\": [\n    1\n  ]\n}")
        #expect(value["c"] == .array([]))
        #expect(value["z"] == nil)
    }
}
