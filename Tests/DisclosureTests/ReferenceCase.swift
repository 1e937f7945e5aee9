import Foundation
import Indicators
import Testing

@testable import Disclosure

/// A table with a known smallest number of suppressed cells.
struct ReferenceCase {
    struct Cell {
        let row: String
        let column: String
        let count: Int
        let isPrimary: Bool
    }

    let cells: [Cell]
    let rowParents: [String: String]
    let columnParents: [String: String]
    let threshold: Int
    /// The smallest number of withheld cells, when margins may be withheld but the grand total may not.
    let optimum: Int

    init(_ name: String) throws {
        let folder = try #require(Bundle.module.url(forResource: "Reference", withExtension: nil)).appending(path: name)
        func rows(_ file: String) throws -> [[String]] {
            try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                .split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        }
        cells = try rows("cells.csv").map { fields in
            Cell(row: fields[0], column: fields[1], count: try #require(Int(fields[2])), isPrimary: fields[4] == "1")
        }
        rowParents = Dictionary(uniqueKeysWithValues: try rows("row_hierarchy.csv").map { ($0[1], $0[0]) })
        columnParents = Dictionary(uniqueKeysWithValues: try rows("column_hierarchy.csv").map { ($0[1], $0[0]) })
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "expected.json")))
        let expected = try #require((json as? [String: Any])?["expected"] as? [String: Any])
        threshold = try #require(expected["threshold"] as? Int)
        let variant = try #require(expected["margins_may_be_suppressed"] as? [String: Any])
        let rule = try #require(variant["not_exact"] as? [String: Any])
        let minimum = try #require(rule["minimum_count"] as? [String: Any])
        optimum = try #require(minimum["suppressed_cells"] as? Int)
    }

    private func depth(_ code: String, _ parents: [String: String]) -> Int {
        parents[code].map { 1 + depth($0, parents) } ?? 0
    }

    /// The table as a figure set, a level of a hierarchy being a dimension.
    var set: FigureSet {
        TableMaker.set(
            "reference",
            cells.map { cell in
                var coordinates: [String: String] = [:]
                let (row, column) = (depth(cell.row, rowParents), depth(cell.column, columnParents))
                if row > 0 { coordinates["row\(row)"] = cell.row }
                if column > 0 { coordinates["column\(column)"] = cell.column }
                return TableMaker.count("reference", coordinates, cell.count)
            })
    }

    var relations: CountRelations {
        CountRelations(rollUps: [
            RollUp(child: "row2", parent: "row1", parentCodes: rowParents.filter { depth($0.key, rowParents) == 2 }),
            RollUp(
                child: "column2", parent: "column1",
                parentCodes: columnParents.filter { depth($0.key, columnParents) == 2 }),
        ])
    }

    /// The sums of the table by cell number, read straight off the hierarchies: each total and its parts.
    var sums: [(total: Int, parts: [Int])] {
        var result: [(total: Int, parts: [Int])] = []
        for (index, cell) in cells.enumerated() {
            let rows = cells.indices.filter { cells[$0].column == cell.column && rowParents[cells[$0].row] == cell.row }
            let columns = cells.indices.filter {
                cells[$0].row == cell.row && columnParents[cells[$0].column] == cell.column
            }
            if !rows.isEmpty { result.append((index, rows)) }
            if !columns.isEmpty { result.append((index, columns)) }
        }
        return result
    }
}
