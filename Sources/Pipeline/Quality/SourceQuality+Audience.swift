import Ingest
import Microdata
import Records

/// Attendance lists that were taken for participation.
extension SourceQuality {
    /// Fewer rows without labour status and education than this may all be incomplete.
    private static let fewestWithoutCharacteristics = 10

    func audiences(_ rule: AudienceRule, _ definition: SourceRuleDefinition) throws -> [QualityFinding] {
        let files = sources.filter { $0.summary.table == rule.participants }
        let rows = try files.map { try participations(of: $0.id) }
        let all = rows.flatMap(\.self)
        let events = try events(rule)
        let attended = try attendances(rule, Set(events.flatMap(\.names)))
        return zip(files, rows).flatMap { file, rows -> [QualityFinding] in
            func finding(_ problem: QualityFinding.Problem) -> QualityFinding {
                QualityFinding(
                    problem: problem, code: definition.code, severity: definition.severity,
                    source: file.summary.source, file: file.file.name, messages: definition.messages,
                    rule: definition.location)
            }
            var problems = rule.audiences(rows, all: all, events: events, attended: attended).map { found in
                QualityFinding.Problem.audience(
                    event: found.events.joined(separator: ", "), found: found.count, rows: rows.count,
                    lines: Array(found.lines.prefix(ProgrammeChecking.listedRows)))
            }
            if rows.count >= Self.fewestWithoutCharacteristics, !rows.contains(where: \.hasCharacteristics) {
                problems.append(.noCharacteristics(rows: rows.count))
            }
            return problems.map(finding)
        }
    }

    private func participations(of source: SourceID) throws -> [AudienceRule.Row] {
        try store.segments(of: source).flatMap { segment -> [AudienceRule.Row] in
            func column(_ name: String) throws -> Column? { try store.column(name, of: segment) }
            let (persons, lines) = (try column("person"), try column("_line"))
            let (entries, exits) = (try column("entry"), try column("exit"))
            let (status, education) = (try column("labour_status"), try column("education"))
            return (0..<segment.rowCount).map { row in
                AudienceRule.Row(
                    person: persons?.name(row) ?? "", line: lines?.number(row), entry: entries?.day(row),
                    exit: exits?.day(row),
                    hasCharacteristics: status?.name(row) != nil || education?.number(row) != nil)
            }
        }
    }

    /// The information events, in the order of their days; those on the same days together.
    private func events(_ rule: AudienceRule) throws -> [AudienceRule.Events] {
        var names: [ClosedRange<Int32>: [String]] = [:]
        for segment in try store.segments(of: rule.events) {
            let (events, kinds) = (try store.column("event", of: segment), try store.column("kind", of: segment))
            let (starts, ends) = (try store.column("start", of: segment), try store.column("end", of: segment))
            for row in 0..<segment.rowCount {
                guard let name = events?.name(row), let start = starts?.day(row) else { continue }
                if !rule.kinds.isEmpty {
                    guard let kind = kinds?.name(row), rule.kinds.contains(kind) else { continue }
                }
                names[start...max(start, ends?.day(row) ?? start), default: []].append(name)
            }
        }
        return names.map { AudienceRule.Events(names: $0.value.sorted(), days: $0.key) }.sorted {
            ($0.days.lowerBound, $0.days.upperBound) < ($1.days.lowerBound, $1.days.upperBound)
        }
    }

    /// The persons at each of some events; whoever only signed up was not there.
    private func attendances(_ rule: AudienceRule, _ events: Set<String>) throws -> [String: Set<String>] {
        guard let table = rule.attendance else { return [:] }
        var attended: [String: Set<String>] = [:]
        for segment in try store.segments(of: table) {
            let (names, persons) = (try store.column("event", of: segment), try store.column("person", of: segment))
            let came = try store.column("attended", of: segment)
            for row in 0..<segment.rowCount {
                guard let event = names?.name(row), events.contains(event), let person = persons?.name(row),
                    came?.number(row) != 0
                else { continue }
                attended[event, default: []].insert(person)
            }
        }
        return attended
    }
}

extension Column {
    /// A row's name: of a code, an identifier or a person, whose pseudonym it is; nil where it is missing.
    fileprivate func name(_ row: Int) -> String? {
        switch self {
        case .codes(let codes, let dictionary):
            let code = Int(codes[row])
            return dictionary.indices.contains(code) ? dictionary[code] : nil
        case .keys(let keys, let dictionary):
            let key = Int(keys[row])
            return dictionary.indices.contains(key) ? dictionary[key] : nil
        case .persons(let persons): return persons[row] == .missing ? nil : persons[row].hexadecimal
        default: return nil
        }
    }

    fileprivate func day(_ row: Int) -> Int32? {
        guard case .days(let days) = self, days[row].missingReason == nil else { return nil }
        return days[row]
    }

    fileprivate func number(_ row: Int) -> Int? {
        guard case .integers(let values, _) = self else { return nil }
        func present(_ value: some ColumnInteger) -> Int? { value.missingReason == nil ? Int(value) : nil }
        return switch values {
        case .int8(let values): present(values[row])
        case .int16(let values): present(values[row])
        case .int32(let values): present(values[row])
        case .int64(let values): present(values[row])
        }
    }
}
