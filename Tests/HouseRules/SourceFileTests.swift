import Testing

@Suite("A source file, as the house rules read it")
struct SourceFileTests {
    @Test("comments and quoted text are no code")
    func commentsAndText() {
        let file = SourceFile(
            path: "x.swift", text: "let a = \"unsafe \\\" b\" // unsafe\n/// unsafe\nunsafe b()\n")
        #expect(file.lines(using: "unsafe") == [3])
        #expect(file.lines.count == 3)
    }

    @Test("text over several lines is no code")
    func longText() {
        let file = SourceFile(
            path: "x.swift",
            text: "let a = \"\"\"\n    public \"x\"\n    \"\"\"\npublic let b = 1\n")
        #expect(file.lines(using: "public") == [4])
    }

    @Test("imports are read with their modifiers and without what they pick")
    func imports() {
        let file = SourceFile(
            path: "x.swift",
            text: "import A\n@testable import B\npackage import C\nimport struct D.E\n// import F\n"
        )
        #expect(file.imports.map(\.module) == ["A", "B", "C", "D"])
        #expect(file.imports.map(\.line) == [1, 2, 3, 4])
    }

    @Test("a function is as long as from its name to its closing brace")
    func functions() {
        let text = """
            protocol P {
                func none() -> Int
            }
            struct S {
                func one() { 1 }
                init(
                    a: Int
                ) {
                    b = a
                }
                func two() {
                    if x {
                        y()
                    }
                }
            }
            """
        #expect(
            SourceFile(path: "x.swift", text: text).functions == [
                FunctionExtent(line: 6, length: 5), FunctionExtent(line: 11, length: 5),
            ])
    }
}
