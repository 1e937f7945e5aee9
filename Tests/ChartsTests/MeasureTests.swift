import Glibc
import Reporting
import Testing

@testable import Charts

/// Widths, lines, ticks, colours and the grid of regions.
@Suite struct MeasureTests {
    @Test func widthsAreThoseOfHelvetica() {
        // Adobe's AFM of Helvetica and Helvetica-Bold, in thousandths of the size; Liberation Sans was drawn to the same widths.
        let regular: [(String, Double)] = [
            (" ", 278), ("A", 667), ("W", 944), ("i", 222), ("7", 556), ("ä", 556), ("Å", 667), ("%", 889),
        ]
        let bold: [(String, Double)] = [(" ", 278), ("A", 722), ("W", 944), ("i", 278), ("7", 556), ("ö", 611)]
        for (text, width) in regular { #expect(abs(FontMetrics.width(text, size: 1000) - width) < 1, "\(text)") }
        for (text, width) in bold {
            #expect(abs(FontMetrics.width(text, size: 1000, weight: .bold) - width) < 1, "\(text)")
        }
        #expect(
            abs(FontMetrics.width("Ähtäri 7 %", size: 10) - (6.67 + 5.56 * 3 + 2.78 * 3 + 3.33 + 2.22 + 8.89)) < 0.1)
    }

    @Test func linesKeepTheirWidthAndAllLetters() {
        let layout = TextLayout(size: 14, weight: .regular, allowance: 1)
        let text =
            "Hyvinvointialueiden yhteistyöverkosto Keski-Pohjanmaalla 11/2023, kansalaisyhteiskuntatoimijat mukana"
        for limit in stride(from: 60.0, to: 400, by: 7) {
            let lines = layout.lines(text, within: limit)
            for line in lines { #expect(layout.width(line) <= limit, "\(line) at \(limit)") }
            #expect(lines.joined().filter(\.isLetter) == text.filter(\.isLetter))
        }
        #expect(layout.lines("Keski-Pohjanmaa", within: 80) == ["Keski-", "Pohjanmaa"])
        #expect(layout.lines("11/2023", within: 60) == ["11/2023"])
        // Finnish syllables start before a consonant and vowel.
        #expect(layout.lines("yhteistyöverkosto", within: 90) == ["yhteistyöver-", "kosto"])
        #expect(layout.lines("soft\u{AD}hyphen", within: 50) == ["soft-", "hyphen"])
        #expect(layout.lines("1\u{A0}000 kpl", within: 38).first == "1\u{A0}000")
        #expect(layout.lines("", within: 50).isEmpty)
        #expect(layout.lines("yksi kaksi kolme neljä viisi", within: 60, maximum: 2).last?.hasSuffix("…") == true)
    }

    @Test func ticksAreMultiplesOfOneTwoOrFive() {
        for (domain, expected) in [
            (0.0...1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0...144, [0, 50, 100]), (-20...40, [-20, 0, 20, 40]),
            (0...0.3, [0, 0.1, 0.2, 0.3]), (2...4.5, [2, 2.5, 3, 3.5, 4, 4.5]),
        ] as [(ClosedRange<Double>, [Double])] {
            let count = domain.upperBound == 144 ? 4 : domain.lowerBound == -20 ? 4 : domain.upperBound == 0.3 ? 3 : 5
            #expect(AxisTicks(within: domain, count: count, resolution: 0.001).values == expected)
        }
        // Counts have no halves.
        #expect(AxisTicks(within: 0...2, count: 5, resolution: 1).values == [0, 1, 2])
        #expect(AxisTicks.niceDomain(0...144, count: 4, resolution: 1) == 0...150)
        #expect(AxisTicks.niceDomain(7...7, count: 4, resolution: 1) == 7...8)
        #expect(AxisTicks(within: -1e15...1e15, count: 5, resolution: 1).values.count < 12)
    }

    @Test func coloursHaveEnoughContrast() throws {
        let style = ChartStyle.standard
        let white = try #require(Colour(hex: style.background))
        let marks = style.series.map(\.mark) + style.diverging + [style.axis] + (2...9).flatMap(style.divergingColours)
        for hex in marks {
            let colour = try #require(Colour(hex: hex))
            #expect(colour.contrast(with: white) >= 3, "\(hex) \(colour.contrast(with: white))")
        }
        for hex in style.series.map(\.text) + [style.ink, style.mutedInk] {
            let colour = try #require(Colour(hex: hex))
            #expect(colour.contrast(with: white) >= 4.5, "\(hex)")
            let empty = try #require(Colour(hex: style.empty))
            #expect(hex != style.mutedInk || colour.contrast(with: empty) >= 4.5)
        }
        for hex in marks + style.sequential {
            let fill = try #require(Colour(hex: hex))
            let text = try #require(Colour(hex: style.textColour(on: hex)))
            #expect(fill.contrast(with: text) >= 4.5, "\(hex) \(fill.contrast(with: text))")
        }
        // Black on white is 21:1 by definition, and #777777 just misses 4.5.
        let grey = try #require(Colour(hex: "#777777"))
        #expect(abs(grey.contrast(with: white) - 4.478) < 0.001)
    }

    @Test func firstColoursStayApartForColourBlindReaders() throws {
        // Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB: protanopia, deuteranopia, tritanopia.
        let matrices: [[[Double]]] = [
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
        ]
        let colours = try ChartStyle.standard.series.prefix(3).map { try #require(Colour(hex: $0.mark)) }
        for matrix in matrices {
            let seen = colours.map { lab($0, matrix) }
            for first in seen.indices {
                for second in seen.indices where second > first {
                    let distance = zip(seen[first], seen[second]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                        .squareRoot()
                    #expect(distance > 20, "\(first) \(second) \(distance)")
                }
            }
        }
    }

    /// CIE L*a*b* (D65) of a colour seen through a matrix on linear RGB.
    private func lab(_ colour: Colour, _ matrix: [[Double]]) -> [Double] {
        func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
        let rgb = [linear(colour.red), linear(colour.green), linear(colour.blue)]
        let seen = matrix.map { row in min(max(zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1) }
        let x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505
        let y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
        let z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089
        func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }
        return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
    }

    @Test func neighboursOfTheGridShareABorder() {
        #expect(Set(RegionGrid.places.map(\.code)) == Set(Sample.regions.map(\.code)))
        #expect(Set(RegionGrid.places.map(\.place)).count == 19)
        // Tiles that touch, except for those that the sea or a corner parts, are regions with a common border.
        let borders: Set<String> = [
            "19-17", "17-16", "17-18", "17-13", "16-14", "18-11", "15-14", "14-13", "13-11", "11-12", "15-04", "14-06",
            "13-07",
            "11-10", "12-09", "04-06", "06-07", "07-10", "10-09", "04-02", "06-05", "07-01", "10-08", "02-05", "05-01",
            "01-08",
        ]
        var touching: Set<String> = []
        let codes = Dictionary(uniqueKeysWithValues: RegionGrid.places.map { ($0.place, $0.code) })
        for (code, place) in RegionGrid.places {
            for next in [
                RegionGrid.Place(column: place.column + 1, row: place.row),
                RegionGrid.Place(column: place.column, row: place.row + 1),
            ] {
                if let other = codes[next], other != "21" { touching.insert("\(code)-\(other)") }
            }
        }
        let unordered = { (pairs: Set<String>) in
            Set(pairs.map { $0.split(separator: "-").sorted().joined(separator: "-") })
        }
        // 12 and 09 meet at no border: Etelä-Savo reaches between them by a few kilometres.
        #expect(unordered(touching).subtracting(unordered(borders)).isEmpty)
        #expect(unordered(borders).subtracting(unordered(touching)).isEmpty)
        #expect(RegionGrid.code(of: "MK05") == "05" && RegionGrid.code(of: "5") == "05")
        #expect(
            RegionGrid.code(of: "FI-18") == nil && RegionGrid.code(of: "03") == nil && RegionGrid.code(of: "") == nil)
    }

    @Test func blocksKeepTheirOrderAndStayNearTheirTargets() {
        let drawing = ChartDrawing(
            chart: Sample.chart(.lines, labels: [], series: []), locale: Sample.locale("fi"), size: .column,
            style: .standard, includesTitle: false)
        // Two that want the same place share it evenly; one far away stays.
        #expect(drawing.spread([(50, 10), (50, 10), (90, 10)], within: 0...100) == [40, 50, 85])
        #expect(drawing.spread([(0, 10), (1, 10)], within: 0...100) == [0, 10])
        #expect(drawing.spread([(100, 10), (100, 10)], within: 0...100) == [80, 90])
    }

    @Test func coordinatesAreShort() {
        #expect(
            [0, 1.5, -1.005, 12.346, 1e12, -0.001, .nan].map(coordinate) == [
                "0", "1.5", "-1", "12.35", "1000000000", "0", "0",
            ])
    }

    @Test func findsFaultsInABadLayout() {
        let text = """
            <svg viewBox="0 0 100 50"><text x="5" y="20" font-size="12">Kuopio</text>\
            <text x="20" y="22" font-size="12">Oulu</text><text x="90" y="40" font-size="12">Turku</text></svg>
            """
        #expect(Drawing(text).layoutFaults.count == 2)
    }
}
