public import Diagnostics
public import Microdata
internal import Records

/// Which persons are asked for one by one, and what is to be known of each.
///
/// For a sample whose persons are to be asked something: the one question to the rows whose answer names persons, by their pseudonyms. What
/// comes of it never goes into a report.
public struct UnitRequest: Sendable, Hashable {
    /// The table, a row for each unit.
    public var table: String
    /// The column of persons.
    public var person: String
    /// Which rows count; nil for all.
    public var filter: String?
    /// What is to be known of each, as expressions.
    public var values: [String]

    public init(table: String, person: String, filter: String? = nil, values: [String]) {
        (self.table, self.person, self.filter, self.values) = (table, person, filter, values)
    }
}

/// A person with what is known of them, in one row.
public struct PersonUnit: Sendable, Hashable {
    public let person: Pseudonym
    /// In the order of the request; truths are the numbers 0 and 1, days are day numbers.
    public let values: [Level]
}

extension TabulationContext {
    /// Everything that is wrong with a request of units; empty when it can be answered.
    public func findings(for request: UnitRequest) -> [Finding] {
        do {
            _ = try checkedUnits(request)
            return []
        } catch { return error.all }
    }

    /// The checked expressions of a request: the person, the filter, the values.
    fileprivate func checkedUnits(
        _ request: UnitRequest
    ) throws(Findings) -> (person: TypedExpression, filter: TypedExpression?, values: [TypedExpression]) {
        var findings: [Finding] = []
        func wrong(_ text: String, _ words: String, remedy: String) {
            findings.append(
                Finding(
                    code: "tabulation.units", severity: .error,
                    explanation: Explanation(summary: "`\(text)` \(words)", remedies: [remedy])))
        }
        func checked(_ text: String) -> TypedExpression? {
            do throws(Findings) {
                return try expression(text, in: request.table)
            } catch {
                findings += error.all
                return nil
            }
        }
        let person = checked(request.person)
        if let person, person.type != .person {
            wrong(request.person, "is \(person.type.words), and no person", remedy: "name the column of persons")
        }
        let filter = request.filter.map { checked($0) }
        if let filter = filter ?? nil, filter.type != .truth {
            wrong(request.filter ?? "", "is \(filter.type.words), and no condition", remedy: "write a condition")
        }
        let values = request.values.map { checked($0) }
        for (text, value) in zip(request.values, values) {
            if value?.type == .person {
                wrong(text, "is a person, by whom nobody is grouped", remedy: "name another column")
            } else if let value, value.freeText != nil {
                wrong(text, "is free text", remedy: "name a column of codes, numbers, days or truths")
            }
        }
        guard findings.isEmpty, let person else { throw Findings(code: "tabulation.request", findings) }
        return (person, filter ?? nil, values.compactMap(\.self))
    }
}

extension TabulationEngine {
    /// The units of a table, in the order of its rows; rows without a person are left out.
    ///
    /// - Throws: `Findings` with everything that is wrong with the request; ``TabulationError`` and the source's errors while rows are
    ///   read.
    public func units(of request: UnitRequest) throws -> [PersonUnit] {
        let (person, filter, values) = try context.checkedUnits(request)
        let references = ReferenceTables(source)
        var units: [PersonUnit] = []
        for segment in try source.parts(of: request.table).flatMap(\.segments) where segment.rowCount > 0 {
            let evaluator = SegmentEvaluator(segment, source, references)
            guard case .persons(let persons) = try evaluator.vector(person) else { continue }
            let truths = try filter.map { try evaluator.truths($0) }
            let levels = try values.map { try evaluator.levels($0) }
            for row in 0..<segment.rowCount where persons[row] != .missing {
                if let truths, truths[row] != Vector.isTrue { continue }
                units.append(PersonUnit(person: persons[row], values: levels.map { $0[row] }))
            }
        }
        return units
    }
}
