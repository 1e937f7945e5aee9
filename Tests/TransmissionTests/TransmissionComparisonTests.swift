import Definitions
import Diagnostics
import Records
import Reporting
import Testing

@testable import Transmission

/// What differs from what was sent: by hand, a case for each way in which a cell can differ.
@Suite struct TransmissionComparisonTests {
    /// As sent: one woman more than the sample has in one cell, one less in another, a cell that is gone, and one that was empty.
    static func sent(_ changed: String = "") throws -> SentTransmission {
        let text = """
            {"schema": "https://kaiku.invalid/transmission/1", "programme": "plus", "version": "202306", "build": "b",
             "asOf": "2023-06-30",
             "tables": [{"id": "table-6", "rows": [
               {"cell": {"objective": "4.3", "region_category": "more"}, "indicator": "EECO01", "rule": 2,
                "values": {"women": 4, "men": 2, "nonbinary": 1, "total": 7, "milestone": 38, "target": 120,
                           "selected_women": 41, "selected_total": 59}},
               {"cell": {"region_category": "transition", "objective": "4.3"}, "indicator": "EECO01", "rule": 2,
                "values": {"women": 3, "men": 0, "total": 3}, "empty": {"nonbinary": "not-observed"}},
               {"cell": {"objective": "4.3", "region_category": "gone"}, "indicator": "EECO01", "rule": 2,
                "values": {"women": 2, "men": 0, "total": 2}}]}],
             "operations": [],
             "inputs": [{"source": "people", "table": "t", "place": "aa", "content": "bb"}],
             "definitions": {"as-of": "2023-06-30"}}
            """
        let file = try DefinitionFile.load(text: text, name: "sent.json")
        let reader = DefinitionReader()
        let sent = SentTransmission.decode(file.root, file: "sent.json", with: reader)
        try reader.throwIfErrors()
        return try #require(sent)
    }

    static func comparison(_ log: [LoggedCorrection] = []) throws -> TransmissionComparison {
        TransmissionComparison(try TransmissionSample.transmission(), against: try sent(), log: log) { cell in
            [ChangeCause(kind: cell.isPlanned ? .definition : .newData, what: cell.levels["gender"] ?? "all")]
        }
    }

    static func entry(
        _ cell: [String: String] = ["region_category": "more"], column: String? = nil, version: String? = nil,
        programme: String = "plus"
    ) -> LoggedCorrection {
        LoggedCorrection(
            programme: programme, indicator: "EECO01", cell: cell, column: column, version: version,
            reasons: ["en": "One was counted twice.", "fi": "Yksi oli kahdesti."], date: CalendarDay(iso: "2024-01-15"),
            location: RecordLocation(file: "pipeline.yaml", line: 3))
    }

    static func change(_ column: String, _ category: String, in comparison: TransmissionComparison) -> CellChange? {
        comparison.changes.first {
            $0.table == "table-6" && $0.indicator == "EECO01" && $0.column == column
                && $0.cell["region_category"] == category
        }
    }

    @Test func everyCellThatDiffersIsListedOnce() throws {
        let comparison = try Self.comparison()
        let fallen = try #require(Self.change("women", "more", in: comparison))
        #expect(fallen.sent == .number(4) && fallen.now?.count == 3 && fallen.difference == -1)
        #expect(fallen.falls && fallen.isUnexplained)
        #expect(fallen.causes == [ChangeCause(kind: .newData, what: "F")])
        let risen = try #require(Self.change("women", "transition", in: comparison))
        #expect(risen.difference == 1 && !risen.falls)
        #expect(Self.change("men", "more", in: comparison) == nil, "2 then, and 2 now")
        #expect(Self.change("target", "more", in: comparison) == nil)
        // Nothing was sent, and now it is nought: no change. A cell that is gone falls to nothing.
        #expect(
            Self.change("nonbinary", "transition", in: comparison) == nil
                || Self.change("nonbinary", "transition", in: comparison)?.sent == .empty)
        let gone = try #require(Self.change("total", "gone", in: comparison))
        #expect(gone.now == nil && gone.difference == -2 && gone.falls)
        #expect(Self.change("men", "gone", in: comparison) == nil)
        // A row that was not sent then, with a number now.
        let firms = comparison.changes.filter { $0.indicator == "EECO19" }
        #expect(firms.map(\.column) == ["total"] && firms.first?.sent == nil && firms.first?.difference == 5)
        #expect(
            Set(comparison.changes.map { "\($0.table) \($0.cell) \($0.indicator) \($0.column)" }.sorted()).count
                == comparison.changes.count)
    }

    @Test func whatWasUnknownAndIsKnownNowDiffers() throws {
        let change = Self.change("nonbinary", "transition", in: try Self.comparison())
        #expect(change?.sent == .empty && change?.now?.count == 0 && change?.falls == false)
    }

    @Test func aLoggedCorrectionExplainsAFall() throws {
        let comparison = try Self.comparison([Self.entry(column: "women"), Self.entry(["region_category": "gone"])])
        #expect(Self.change("women", "more", in: comparison)?.correction?.column == "women")
        #expect(
            Self.change("total", "more", in: comparison)?.isUnexplained == true, "the entry is of the column of women")
        #expect(Self.change("total", "gone", in: comparison)?.isUnexplained == false)
        #expect(comparison.unused.isEmpty)
    }

    @Test func anEntryThatExplainsNothingIsTold() throws {
        let useless = Self.entry(["region_category": "transition"])
        #expect(try Self.comparison([useless]).unused == [useless])
        #expect(try Self.comparison([Self.entry(["region_category": "transition"], version: "202306")]).unused.isEmpty)
        #expect(try Self.comparison([Self.entry(programme: "other")]).unused.isEmpty)
    }

    @Test func commaSeparatedValuesReadBack() throws {
        var file = CommaSeparated(header: ["a", "b", "c"])
        file.append([.text("=1+1"), .text("x, \"y\"\nz"), .number(0)])
        file.append([.text("-"), .empty, .number(2.5)])
        let expected = "a,b,c\r\n'=1+1,\"x, \"\"y\"\"\nz\",0\r\n'-,,2.5\r\n"
        #expect(file.bytes == [0xEF, 0xBB, 0xBF] + Array(expected.utf8))
    }

    @Test func tablesBecomeFilesWithReasons() throws {
        let transmission = try TransmissionSample.transmission()
        let bytes = transmission.commaSeparated(transmission.tables[0]) { $0 }.bytes
        let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(
            lines[0]
                == "programme,version,data_to,due,table,objective,region_category,indicator,name,milestone,target,"
                + "selected_women,selected_total,women,men,nonbinary,total,empty_because")
        #expect(
            lines[1] == "plus,202312,2023-12-31,2024-01-31,table-6,4.3,more,EECO01,EECO01,38,120,41,59,3,2,1,6,")
        #expect(
            lines[2].hasSuffix(
                "EECO12,EECO12,,,,,,,,,milestone=not-wanted target=not-planned selected_women=not-planned "
                    + "selected_total=not-planned women=not-observed men=not-observed nonbinary=not-observed "
                    + "total=not-observed"))
        let operations = transmission.commaSeparatedOperations { $0 }
        let sheet = String(decoding: (operations?.bytes ?? []).dropFirst(3), as: UTF8.self).components(
            separatedBy: "\r\n")
        #expect(sheet[1] == "plus,202312,2023-12-31,2024-01-31,operation,A,EECO01,EECO01,3,2,6,,")
        #expect(sheet[6] == "plus,202312,2023-12-31,2024-01-31,operation,A,all,all,,,,8,")
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
