import Testing

@testable import DirectorySQLite

@Suite("The unused part of a page")
struct BtreePageTests {
    /// A page with a b-tree's header at an offset.
    private func page(
        type: UInt8, cells: UInt16, contentStart: UInt16, at offset: Int = 0, bytes: Int = 4_096
    ) -> [UInt8] {
        var page = [UInt8](repeating: 0x58, count: bytes)
        let header = [
            type, 0, 0, UInt8(cells >> 8), UInt8(cells & 0xFF), UInt8(contentStart >> 8),
            UInt8(contentStart & 0xFF), 0,
        ]
        page.replaceSubrange(offset..<(offset + 8), with: header)
        return page
    }

    @Test("it begins behind the cell pointers and ends at the first cell")
    func gap() {
        let leaf = page(type: 13, cells: 3, contentStart: 4_000)
        #expect(BtreePage.gap(in: leaf.span, isFirst: false) == 14..<4_000)
        let inner = page(type: 5, cells: 300, contentStart: 3_000)
        #expect(BtreePage.gap(in: inner.span, isFirst: false) == 612..<3_000)
        let index = page(type: 10, cells: 1, contentStart: 11)
        #expect(BtreePage.gap(in: index.span, isFirst: false) == 10..<11)
    }

    @Test("the first page of a file has the file's header before its own")
    func firstPage() {
        let first = page(type: 13, cells: 2, contentStart: 3_500, at: 100)
        #expect(BtreePage.gap(in: first.span, isFirst: true) == 112..<3_500)
    }

    @Test("a full page has none")
    func full() {
        let full = page(type: 10, cells: 100, contentStart: 208)
        #expect(BtreePage.gap(in: full.span, isFirst: false) == nil)
    }

    @Test("what is no b-tree, or no sound one, is left alone", arguments: [0, 1, 3, 255])
    func others(_ type: UInt8) {
        let other = page(type: type, cells: 3, contentStart: 4_000)
        #expect(BtreePage.gap(in: other.span, isFirst: false) == nil)
        let unsound = page(type: 13, cells: 3, contentStart: 5_000)
        #expect(BtreePage.gap(in: unsound.span, isFirst: false) == nil)
        #expect(BtreePage.gap(in: [13, 0, 0].span, isFirst: false) == nil)
    }
}
