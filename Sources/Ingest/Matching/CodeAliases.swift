public import Microdata
internal import Records

/// Puts one pseudonym in place of those of a person whose codes differ a little, and says how each was found.
public final class CodeAliases: SegmentMatching {
    private let rule: CodeMatchRule
    private let table: String
    private let matching: CodeMatching

    public init(_ matching: CodeMatching, _ rule: CodeMatchRule, table: String) {
        self.matching = matching
        self.rule = rule
        self.table = table
    }

    public func matched(_ columns: [NamedColumn], of table: String) -> [NamedColumn] {
        guard table == self.table else { return columns }
        return columns.flatMap { column -> [NamedColumn] in
            guard column.name == rule.column, case .persons(let persons) = column.column else { return [column] }
            let codes = persons.map { person -> UInt8 in
                guard let match = matching.match(of: person) else {
                    // Neither found nor sought: there is no code, or no wave.
                    return Column.firstMissingCode + MissingReason.notApplicable.rawValue
                }
                return UInt8(truncatingIfNeeded: CodeMatch.allCases.firstIndex(of: match) ?? 0)
            }
            return [
                NamedColumn(
                    name: column.name, type: column.type, column: .persons(persons.map(matching.code(for:)))),
                NamedColumn(
                    name: CodeMatchRule.columnName(of: column.name), type: .code,
                    column: .codes(codes, dictionary: CodeMatch.allCases.map(\.rawValue))),
            ]
        }
    }
}
