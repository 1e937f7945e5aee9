public import Microdata
internal import Records

/// Which codes occur in which waves: what a first reading of a survey's files gives.
public struct CodeSightings {
    /// Waves as a set of small numbers; a column of codes has at most 240.
    struct Waves: Hashable {
        private var bits = SIMD4<UInt64>()

        mutating func insert(_ wave: Int) { bits[wave / 64 & 3] |= 1 << UInt64(wave % 64) }
        mutating func formUnion(_ other: Waves) { bits |= other.bits }
        func isDisjoint(with other: Waves) -> Bool { bits & other.bits == SIMD4() }
        var count: Int { (0..<4).reduce(0) { $0 + bits[$1].nonzeroBitCount } }
    }

    private(set) var waves: [Pseudonym: Waves] = [:]
    private var numbers: [String: Int] = [:]

    public init() {}

    /// Adds the rows of a segment.
    public mutating func add(_ segment: Segment, _ rule: CodeMatchRule) {
        guard case .persons(let persons) = segment[rule.column]?.column,
            case .codes(let codes, let dictionary) = segment[rule.within]?.column, codes.count == persons.count
        else { return }
        for code in dictionary where numbers[code] == nil { numbers[code] = numbers.count }
        for row in persons.indices where persons[row] != .missing && codes[row] < Column.firstMissingCode {
            guard let wave = numbers[dictionary[Int(codes[row])]] else { continue }
            waves[persons[row], default: Waves()].insert(wave)
        }
    }
}
