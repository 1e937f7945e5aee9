import Foundation
import Reporting
import Testing

@testable import ExcelReport

/// A written workbook read back, part by part, by Python's own ZIP reader.
struct PackageReader {
    let bytes: [UInt8]
    let parts: [String: String]

    /// Writes a document to a folder of its own and reads it back.
    init(_ document: Document, options: ExcelReportOptions = ExcelReportOptions()) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("report.xlsx")
        try writeWorkbook(document, to: file.path, options: options)
        bytes = Array(try Data(contentsOf: file))
        parts = try Self.parts(of: file.path)
    }

    static func parts(of path: String) throws -> [String: String] {
        let script = """
            import json, sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as package:
                assert package.testzip() is None
                json.dump({name: package.read(name).decode() for name in package.namelist()}, sys.stdout)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "Python cannot read the package")
        return try JSONDecoder().decode([String: String].self, from: data)
    }

    func part(_ name: String) throws -> String { try #require(parts[name], "there is no part \(name)") }

    /// The names of the sheets, in order.
    func sheetNames() throws -> [String] {
        try Self.attributes("name", of: "sheet", in: part("xl/workbook.xml"))
    }

    /// The XML of a sheet by its name.
    func sheet(_ name: String) throws -> String {
        let index = try #require(sheetNames().firstIndex(of: name), "there is no sheet \(name)")
        return try part("xl/worksheets/sheet\(index + 1).xml")
    }

    /// The shown text or number of a cell.
    func cell(_ address: String, on name: String) throws -> String? {
        let xml = try sheet(name)
        guard let start = xml.range(of: "<c r=\"\(address)\""),
            let end = xml.range(of: "</c>", range: start.upperBound..<xml.endIndex)
        else { return nil }
        let cell = xml[start.lowerBound..<end.upperBound]
        guard let open = cell.range(of: "<v>"), let close = cell.range(of: "</v>") else { return nil }
        let value = String(cell[open.upperBound..<close.lowerBound])
        guard cell.contains("t=\"s\"") else { return value }
        return try sharedStrings()[try #require(Int(value))]
    }

    /// The number format code of a cell.
    func format(_ address: String, on name: String) throws -> String? {
        let xml = try sheet(name)
        guard let start = xml.range(of: "<c r=\"\(address)\" s=\""),
            let end = xml.range(of: "\"", range: start.upperBound..<xml.endIndex),
            let style = Int(xml[start.upperBound..<end.lowerBound])
        else { return nil }
        let styles = try part("xl/styles.xml")
        let list = try #require(styles.components(separatedBy: "<cellXfs").last)
        let id = Self.attributes("numFmtId", of: "xf", in: list)[style]
        let ids = Self.attributes("numFmtId", of: "numFmt", in: styles)
        let codes = Self.attributes("formatCode", of: "numFmt", in: styles)
        if let index = ids.firstIndex(of: id) { return codes[index] }
        return ["0": "General", "49": "@"][id] ?? id
    }

    func sharedStrings() throws -> [String] {
        try part("xl/sharedStrings.xml").components(separatedBy: "<si>").dropFirst().map { item in
            item.components(separatedBy: "<t").dropFirst().compactMap { text in
                text.range(of: ">").map { String(text[$0.upperBound...].prefix { $0 != "<" }) }
            }.joined().unescaped
        }
    }

    /// An attribute of every element of a name, unescaped.
    static func attributes(_ name: String, of element: String, in xml: String) -> [String] {
        xml.components(separatedBy: "<\(element) ").dropFirst().compactMap { rest in
            let head = rest.prefix { $0 != ">" }
            guard let start = head.range(of: "\(name)=\"") else { return nil }
            return String(head[start.upperBound...].prefix { $0 != "\"" }).unescaped
        }
    }
}

extension String {
    fileprivate var unescaped: String {
        replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
    }
}
