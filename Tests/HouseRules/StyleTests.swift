import Testing

@Suite("Style")
struct StyleTests {
    static let bannedWords: Set<String> = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base",
        "Impl", "Data", "Info",
    ]

    /// Names that a standard gave.
    static let givenNames: Set<String> = ["RetryInfo"]

    @Test("no file is over 400 lines, none is empty")
    func fileLength() {
        for file in Repository.swiftFiles {
            #expect((1...400).contains(file.lines.count), "\(file): \(file.lines.count) lines")
        }
    }

    @Test("no function is over 70 lines")
    func functionLength() {
        for file in Repository.swiftFiles {
            for function in file.functions {
                #expect(function.length <= 70, "\(file):\(function.line): \(function.length) lines")
            }
        }
    }

    @Test("no line is over 100 columns")
    func lineLength() {
        for file in Repository.swiftFiles {
            for (number, line) in file.lines.enumerated() where line.count > 100 {
                Issue.record("\(file):\(number + 1): \(line.count) columns")
            }
        }
    }

    @Test("a section that wants a mark wants a file")
    func marks() {
        let mark = "MARK" + ":"
        for file in Repository.swiftFiles {
            #expect(!file.lines.contains { $0.contains(mark) }, "\(file) has a mark")
        }
    }

    @Test("names of types and files say what a thing is")
    func typeNames() {
        for file in Repository.swiftFiles {
            for (name, line) in file.declaredTypes where !Self.givenNames.contains(name) {
                let banned = Self.bannedWords.intersection(words(of: name))
                #expect(banned.isEmpty, "\(file):\(line): \(name)")
            }
            let fileName = String(file.path.split(separator: "/").last ?? "")
            let stem = String(fileName.prefix { $0 != "." && $0 != "+" })
            if Self.givenNames.contains(stem) { continue }
            #expect(Self.bannedWords.isDisjoint(with: words(of: stem)), "\(file)")
        }
    }

    @Test("a name is split where its capitals begin and end")
    func nameWords() {
        #expect(words(of: "HTTPDataFrame") == ["HTTP", "Data", "Frame"])
        #expect(words(of: "Database") == ["Database"])
        #expect(words(of: "UserInfo.swift").contains("Info"))
    }

    @Test("every test is named as a statement")
    func testNames() {
        for file in Repository.swiftFiles(under: "Tests") {
            for (number, line) in file.lines.enumerated() {
                let text = line.drop { $0 == " " }
                guard text.hasPrefix("@Test") else { continue }
                let next = number + 1 < file.lines.count ? file.lines[number + 1] : ""
                let opening = (text + next.drop { $0 == " " })
                #expect(opening.hasPrefix("@Test(\""), "\(file):\(number + 1) has no name")
            }
        }
    }

    @Test("no test sleeps")
    func sleeps() {
        for file in Repository.swiftFiles(under: "Tests") {
            for word in ["sleep", "usleep", "nanosleep"] {
                #expect(file.lines(using: word).isEmpty, "\(file) sleeps")
            }
        }
    }
}
