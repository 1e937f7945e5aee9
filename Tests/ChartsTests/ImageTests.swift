import Charts
import Diagnostics
import Reporting
import Testing

@testable import Charts

@Suite struct ImageTests {
    private let drawing = svg(
        of: Nasty.chart("withheld", .bars, language: "fi"), locale: Sample.locale("fi"), size: .print,
        style: .figureFile,
        includeTitle: true)

    private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    @Test func hasTheWidthAndTheResolutionAskedFor() throws {
        let image = try png(svg: drawing, dotsPerInch: 300, widthInMillimetres: 160)
        #expect(Array(image[..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(number(image[16..<20]) == 1890)  // 160 / 25.4 × 300
        let frame = Drawing(drawing).viewBox
        #expect(abs(Double(number(image[20..<24])) - 1890 * frame.height / frame.width) < 1)
        #expect(
            Array(image[33..<54]) == [
                0, 0, 0, 9, 0x70, 0x48, 0x59, 0x73, 0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1, 0x78, 0xA5, 0x3F, 0x76,
            ])
        // No time stamp and no text, so that the same drawing gives the same bytes.
        #expect(!String(decoding: image, as: Unicode.ASCII.self).contains("tIME"))
        #expect(try png(svg: drawing, dotsPerInch: 300, widthInMillimetres: 160) == image)
    }

    @Test func checksumsAreThoseOfTheStandard() {
        // The check value of CRC-32 for the digits 1 to 9, and the IEND chunk that ends every file.
        #expect(PNGFile.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(PNGFile.checksum(of: Array("IEND".utf8)) == 0xAE42_6082)
    }

    @Test func explainsADrawingThatIsNone() throws {
        for text in ["", "not xml", "<svg", "<html/>", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"] {
            let error = #expect(throws: ChartError.self) { try png(svg: text) }
            #expect(error?.code == "charts.unreadable-drawing" || error?.code == "charts.not-rendered", "\(text)")
            #expect(error?.explanation.cause?.isEmpty == false)
        }
    }

    @Test func refusesImpossibleSizes() {
        for (width, dots) in [(0.0, 300), (-1, 300), (.nan, 300), (1e9, 300), (160, 0), (160, -5), (160, 10_000_000)] {
            let error = #expect(throws: ChartError.self) {
                try png(svg: drawing, dotsPerInch: dots, widthInMillimetres: width)
            }
            #expect(error?.code == "charts.impossible-size")
        }
    }

    @Test func paintsEveryMark() throws {
        for mark in Sample.marks {
            for name in ["markup", "intervals", "all withheld"] {
                let text = svg(of: Nasty.chart(name, mark, language: "fi"), locale: Sample.locale("fi"))
                #expect(try png(svg: text, dotsPerInch: 30, widthInMillimetres: 100).count > 200)
            }
        }
    }
}
