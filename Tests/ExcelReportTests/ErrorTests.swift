import Diagnostics
import Foundation
import Reporting
import Testing

@testable import ExcelReport

@Suite struct ErrorTests {
    @Test func aMissingFolderIsExplained() {
        let error = #expect(throws: ExcelReportError.self) {
            try writeWorkbook(Fixture.document(), to: "/nowhere-at-all/report.xlsx")
        }
        #expect(error == .cannotOpen(path: "/nowhere-at-all/report.xlsx", reason: "its folder does not exist"))
        #expect(error?.code == "excel.cannot-open")
        #expect(error?.explanation.remedies.isEmpty == false)
    }

    @Test func aFolderInPlaceOfAFileIsExplained() {
        let error = #expect(throws: ExcelReportError.self) {
            try writeWorkbook(Fixture.document(), to: FileManager.default.temporaryDirectory.path)
        }
        #expect(error?.code == "excel.cannot-open")
    }

    /// `/dev/full` takes no byte, as a full disk does.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsExplained() {
        let error = #expect(throws: ExcelReportError.self) {
            try writeWorkbook(Fixture.document(), to: "/dev/full")
        }
        #expect(error?.code == "excel.not-saved")
    }

    @Test func tablesThatFitNoSheetAreRefusedBeforeAnythingIsWritten() {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
        let columns = (0...SheetLimits.columns).map { TableColumn(id: "c\($0)", title: "C\($0)") }
        let table = Table(id: "wide", title: "Wide", shortTitle: "Wide", columns: columns, rows: [[.text("x")]])
        let section = Section(id: "s", title: "S", shortTitle: "S", blocks: [.table(table)])
        let error = #expect(throws: ExcelReportError.self) {
            try writeWorkbook(Fixture.document(sections: [section]), to: path)
        }
        #expect(error == .tooLarge(table: "wide", rows: 1, columns: SheetLimits.columns + 1))
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}

@Suite struct ZipEditTests {
    /// A ZIP file of stored entries, made by hand.
    private func zip(_ entries: [(name: String, content: String)]) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let content = Array(entry.content.utf8)
            let common =
                number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(7, 4) + number(content.count, 4)
                + number(content.count, 4) + number(entry.name.utf8.count, 2) + number(0, 2)
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
                + number(0, 4) + number(file.count, 4) + Array(entry.name.utf8)
            file += number(0x0403_4B50, 4) + common + Array(entry.name.utf8) + content
        }
        let start = file.count
        file += directory
        file += number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2) + number(entries.count, 2)
        file += number(directory.count, 4) + number(start, 4) + number(0, 2)
        return file
    }

    @Test func replacesOneEntryAndMovesThoseAfterIt() throws {
        let original = zip([("a", "first"), ("b", "old"), ("c", "third")])
        let edit = try #require(ZipEdit(original, replacing: "b", with: Array("123456789".utf8)))
        var expected = zip([("a", "first"), ("b", "123456789"), ("c", "third")])
        // The check value of CRC-32 for these nine digits is CBF43926, in the entry and in the directory.
        let checksum: [UInt8] = [0x26, 0x39, 0xF4, 0xCB]
        let entry = 31 + 5
        let directory = expected.count - 22 - 3 * 47 + 47
        expected.replaceSubrange((entry + 14)..<(entry + 18), with: checksum)
        expected.replaceSubrange((directory + 16)..<(directory + 20), with: checksum)
        #expect(edit.offset == entry)
        #expect(Array(original[..<edit.offset]) + edit.tail == expected)
    }

    @Test func refusesWhatIsNoWholeZipFile() {
        let whole = zip([("a", "first"), ("b", "old")])
        #expect(ZipEdit([], replacing: "a", with: []) == nil)
        #expect(ZipEdit(whole, replacing: "z", with: []) == nil)
        for length in 0..<whole.count {
            #expect(ZipEdit(Array(whole[..<length]), replacing: "b", with: [1]) == nil)
        }
        // Directories that lie must not lead outside the file.
        for index in whole.indices {
            var damaged = whole
            damaged[index] = 0xFF
            _ = ZipEdit(damaged, replacing: "b", with: [1, 2, 3])
        }
    }
}
