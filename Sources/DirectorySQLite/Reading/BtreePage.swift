/// A page of a b-tree, as far as it matters to forgetting
/// (sqlite.org/fileformat2.html#b_tree_pages).
///
/// `secure_delete` overwrites what is deleted, but not what is moved: when a page is split or
/// merged, the cells that go to another page stay behind in the gap between the page's cell
/// pointers and its first cell, maybe for years after the user was erased. So the gap is cleared
/// when a page is copied into the file; nothing ever reads it.
enum BtreePage {
    private static let fileHeaderBytes = 100
    private static let leafHeaderBytes = 8
    private static let innerHeaderBytes = 12

    /// The unused bytes; nil when there are none, or the page is no b-tree's. The first page of a
    /// file begins with the file's own header.
    ///
    /// Other pages begin with a page number, so their first byte is 0 in a file of less than
    /// 2^25 pages (128 GiB).
    static func gap(in page: Span<UInt8>, isFirst: Bool) -> Range<Int>? {
        let start = isFirst ? fileHeaderBytes : 0
        guard page.count >= start + innerHeaderBytes,
            let headerBytes = headerBytes(ofType: page[start])
        else { return nil }
        let cells = number(page, at: start + 3)
        let contentStart = number(page, at: start + 5)
        let pointersEnd = start + headerBytes + 2 * cells
        // 0 stands for 65 536; a page so large, or so wrong, is left as it is.
        guard pointersEnd < contentStart, contentStart <= page.count else { return nil }
        return pointersEnd..<contentStart
    }

    private static func headerBytes(ofType type: UInt8) -> Int? {
        switch type {
        case 2, 5: innerHeaderBytes
        case 10, 13: leafHeaderBytes
        default: nil
        }
    }

    private static func number(_ page: Span<UInt8>, at offset: Int) -> Int {
        Int(page[offset]) << 8 | Int(page[offset + 1])
    }
}
