import CZip
import Foundation

@testable import Ingest

/// OpenDocument spreadsheets put together part by part.
enum ODSFixture {
    static let namespaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
        xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
        """

    /// The content part of a spreadsheet with these tables.
    static func content(_ tables: String, styles: String = "") -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?><office:document-content \(namespaces)>\
            <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>\(tables)\
            </office:spreadsheet></office:body></office:document-content>
            """.utf8)
    }

    static func parts(
        _ content: [UInt8], mediaType: String = ODSReader.mediaType, manifest: String = "<manifest/>"
    ) -> [(name: String, bytes: [UInt8])] {
        [
            ("mimetype", Array(mediaType.utf8)), ("content.xml", content),
            ("META-INF/manifest.xml", Array(manifest.utf8)),
        ]
    }

    static func package(_ content: [UInt8], methods: [String: Int32] = [:]) throws -> WorkbookFixture {
        try WorkbookFixture(
            parts: parts(content), methods: methods.merging(["mimetype": ZIP_CM_STORE]) { given, _ in given })
    }

    /// A spreadsheet with one sheet, from the XML inside its table.
    static func sheet(_ rows: String, styles: String = "") throws -> WorkbookFixture {
        try package(content("<table:table table:name=\"Vastaukset\">\(rows)</table:table>", styles: styles))
    }

    static func row(_ cells: String..., attributes: String = "") -> String {
        "<table:table-row \(attributes)>\(cells.joined())</table:table-row>"
    }

    static func text(_ text: String, attributes: String = "") -> String {
        "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }

    static func value(_ type: String, _ name: String, _ value: String, attributes: String = "") -> String {
        "<table:table-cell office:value-type=\"\(type)\" office:\(name)=\"\(value)\" \(attributes)><text:p>shown</text:p></table:table-cell>"
    }

    static func number(_ value: String, attributes: String = "") -> String {
        Self.value("float", "value", value, attributes: attributes)
    }

    static let empty = "<table:table-cell/>"
}

extension WorkbookFixture {
    /// The rows of a sheet of an OpenDocument spreadsheet, and what was seen on the way.
    func readODS(
        sheet: SheetSelector = .firstVisible, limits: WorkbookLimits = WorkbookLimits(), firstRows: Int? = nil
    ) throws -> (rows: [WorkbookRow], summary: SheetSummary) {
        let reader = try ODSReader(path: path, displayName: "fixture.ods", limits: limits)
        var rows: [WorkbookRow] = []
        let summary = try reader.readRows(sheet: sheet, firstRows: firstRows) { rows.append($0) }
        return withExtendedLifetime(self) { (rows, summary) }
    }

    /// The error that opening or reading ends with; nil when there is none.
    func failureODS(limits: WorkbookLimits = WorkbookLimits()) -> WorkbookReadError? {
        do {
            _ = try readODS(limits: limits)
            return nil
        } catch {
            return error as? WorkbookReadError
        }
    }
}
