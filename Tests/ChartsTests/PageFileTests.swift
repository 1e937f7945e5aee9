import Records
import Reporting
import Testing

@testable import Charts

/// Drawings as pages of PDF.
@Suite struct PageFileTests {
    private static let day = CalendarDay(iso: "2023-12-31") ?? CalendarDay(number: 0)

    private static func drawing(_ mark: Chart.Mark = .bars, _ name: String = "withheld") -> String {
        svg(
            of: Nasty.chart(name, mark, language: "fi"), locale: Sample.locale("fi"), size: .print, style: .figureFile,
            includeTitle: true)
    }

    private func text(_ file: [UInt8]) -> String { String(decoding: file, as: Unicode.ASCII.self) }

    /// The bytes begin and end as a file of PDF, and its last lines lead to the table of its objects.
    private func expectWhole(_ file: [UInt8]) {
        let text = text(file)
        #expect(text.hasPrefix("%PDF-1."))
        #expect(text.hasSuffix("%%EOF\n") || text.hasSuffix("%%EOF"))
        let end = text.ranges(of: "startxref\n").last
        let offset = end.flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) }
        #expect(offset.map { String(decoding: file[$0..<($0 + 4)], as: Unicode.ASCII.self) } == "xref")
        #expect(text.matches(of: /\/Type \/Page\b/).count == 1, "one page")
    }

    @Test func isAPageOfTheWidthAskedFor() throws {
        let drawing = Self.drawing()
        let file = try pdf(svg: drawing, widthInMillimetres: 160, title: "Kuvio", day: Self.day)
        expectWhole(file)
        // 160 mm are 160 / 25.4 × 72 = 453.54 points; the height keeps the drawing's proportion.
        let box = try #require(text(file).firstMatch(of: /MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/))
        let (width, height) = (try #require(Double(box.1)), try #require(Double(box.2)))
        let frame = Drawing(drawing).viewBox
        #expect(abs(width - 453.543) < 0.001)
        #expect(abs(height - 453.543 * frame.height / frame.width) < 0.01)
    }

    /// The properties bear the day of the figures, never that of the making, and the file is the same whenever it is made.
    @Test func bearsTheDayItIsGivenAndNoOther() throws {
        let file = try pdf(svg: Self.drawing(), title: "Kuvio", day: Self.day)
        let days = text(file).matches(of: /\/(CreationDate|ModDate) \(([^)]*)\)/).map { String($0.2) }
        #expect(days.count == 2 && days.allSatisfy { $0.contains("20231231000000") }, "\(days)")
        #expect(text(file).contains("/Title (Kuvio)"))
        #expect(try pdf(svg: Self.drawing(), title: "Kuvio", day: Self.day) == file)
        let later = try #require(CalendarDay(iso: "2024-01-01"))
        #expect(try pdf(svg: Self.drawing(), title: "Kuvio", day: later) != file)
    }

    /// One reading serves the image and the page, whichever comes first, and gives what each gives by itself.
    @Test func aDrawingIsReadOnceForImageAndPage() throws {
        let text = Self.drawing()
        let drawing = try PaintableDrawing(svg: text)
        let page = try drawing.pdf(title: "Kuvio", day: Self.day)
        let image = try drawing.png(dotsPerInch: 60)
        #expect(try drawing.pdf(title: "Kuvio", day: Self.day) == page)
        #expect(try png(svg: text, dotsPerInch: 60) == image)
        #expect(try pdf(svg: text, title: "Kuvio", day: Self.day) == page)
    }

    @Test func paintsEveryMark() throws {
        for mark in Sample.marks {
            for name in ["markup", "intervals", "all withheld"] {
                expectWhole(try pdf(svg: Self.drawing(mark, name), title: "<&> (\\) ä", day: Self.day))
            }
        }
    }

    @Test func refusesImpossibleSizes() {
        for width in [0.0, -1, .nan, .infinity, 1e9, 0.1] {
            let error = #expect(throws: ChartError.self) {
                try pdf(svg: Self.drawing(), widthInMillimetres: width, title: "", day: Self.day)
            }
            #expect(error?.code == "charts.impossible-size")
        }
        let error = #expect(throws: ChartError.self) { try pdf(svg: "<svg", title: "", day: Self.day) }
        #expect(error?.code == "charts.unreadable-drawing" || error?.code == "charts.not-rendered")
    }
}
