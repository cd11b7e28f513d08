/// Lines over two axes, as inline SVG whose colours the page's style gives.
struct LineChart {
    struct Line {
        var name: String
        /// One of the page's classes: `a`, `b`, `c`.
        var style: String
        var points: [(x: Double, y: Double)]
    }

    let title: String
    let x: ChartAxis
    let y: ChartAxis
    let lines: [Line]

    private static let width = 760.0
    private static let height = 320.0
    private static let left = 72.0
    private static let right = 40.0
    private static let top = 34.0
    private static let bottom = 46.0

    func svg() -> String {
        let label = JUnitReport.escaped(title)
        var parts = [
            "<svg viewBox=\"0 0 \(number(LineChart.width)) \(number(LineChart.height))\""
                + " role=\"img\" aria-label=\"\(label)\">"
        ]
        parts += y.marks.map { mark in
            let at = place(0, mark.value).y
            return line(
                from: (LineChart.left, at), to: (LineChart.width - LineChart.right, at))
                + text(mark.label, LineChart.left - 8, at + 4, anchor: "end")
        }
        parts += x.marks.map { mark in
            let at = place(mark.value, 0).x
            let foot = LineChart.height - LineChart.bottom
            return line(from: (at, LineChart.top), to: (at, foot))
                + text(mark.label, at, foot + 18, anchor: "middle")
        }
        parts.append(
            text(
                x.title, (LineChart.left + LineChart.width - LineChart.right) / 2,
                LineChart.height - 8, anchor: "middle"))
        parts += lines.map(path)
        parts += legend()
        return parts.joined(separator: "\n") + "\n</svg>"
    }

    private func path(_ line: Line) -> String {
        guard !line.points.isEmpty else { return "" }
        let points = line.points.map { point in
            let (x, y) = place(point.x, point.y)
            return "\(number(x)),\(number(y))"
        }
        // One point alone is no line to see.
        if points.count == 1 {
            let (x, y) = place(line.points[0].x, line.points[0].y)
            return "<circle class=\"dot \(line.style)\" cx=\"\(number(x))\""
                + " cy=\"\(number(y))\" r=\"4\"/>"
        }
        return "<polyline class=\"\(line.style)\" points=\"\(points.joined(separator: " "))\"/>"
    }

    private func legend() -> [String] {
        var at = LineChart.left
        return lines.flatMap { line -> [String] in
            let swatch =
                "<line class=\"\(line.style)\" x1=\"\(number(at))\" y1=\"16\""
                + " x2=\"\(number(at + 24))\" y2=\"16\"/>"
            let name = text(line.name, at + 32, 20, anchor: "start")
            at += 56 + Double(line.name.count) * 7.5
            return [swatch, name]
        }
    }

    private func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let width = LineChart.width - LineChart.left - LineChart.right
        let height = LineChart.height - LineChart.top - LineChart.bottom
        return (
            LineChart.left + self.x.place(of: x) * width,
            LineChart.top + (1 - self.y.place(of: y)) * height
        )
    }

    private func line(from: (Double, Double), to: (Double, Double)) -> String {
        "<line class=\"grid\" x1=\"\(number(from.0))\" y1=\"\(number(from.1))\""
            + " x2=\"\(number(to.0))\" y2=\"\(number(to.1))\"/>"
    }

    private func text(_ text: String, _ x: Double, _ y: Double, anchor: String) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
            + JUnitReport.escaped(text) + "</text>"
    }

    private func number(_ value: Double) -> String { Decimals.plain(value, 1) }
}
