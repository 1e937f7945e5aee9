import Diagnostics
import Ingest
import Microdata
import Records
import Reporting

/// Gathers what sources state of published figures, and holds the decisions against it.
struct PublishedReading {
    let pipeline: LoadedPipeline
    let store: Store
    let sources: [SourceReading.ReadSource]

    private var numbers: StatedNumbers {
        StatedNumbers(margin: pipeline.definition.publishedFigures.approximateWithin)
    }

    /// The figures in the order in which they first stand in the files, each with the decision that stands, and what there is to say of
    /// them: conflicts without a decision, and decisions that do not stand.
    func outcome() throws -> (figures: [PublishedFigure], findings: [QualityFinding]) {
        var figures = try gathered()
        var findings: [QualityFinding] = []
        for decision in pipeline.decisions {
            guard let place = figures.firstIndex(where: { $0.key == decision.figure }) else {
                if let source = listing.first {
                    let near = nearestName(to: decision.figure, in: figures.map(\.key))
                    findings.append(
                        finding(
                            .decisionUnknown(figure: decision.figure, near: near), "decision-unknown", source,
                            at: decision.location))
                }
                continue
            }
            if let (problem, code) = problem(decision, figures[place]) {
                findings.append(finding(problem, code, figures[place].listedBy, at: decision.location))
            } else {
                figures[place].decision = decision
            }
        }
        let open = figures.filter { $0.isOpen(numbers) }.map { figure in
            finding(
                .publishedConflict(figure), "published-conflict", figure.listedBy, at: nil, file: Self.file(of: figure))
        }
        return (figures, open + findings)
    }

    /// The sources that list published figures.
    private var listing: [String] {
        QualityFacts.inOrder(
            sources.filter { $0.file.source.mapping.record == .publishedFigure }.map(\.summary.source))
    }

    private func finding(
        _ problem: QualityFinding.Problem, _ code: String, _ source: String, at location: RecordLocation?,
        file: String? = nil
    ) -> QualityFinding {
        QualityFinding(
            problem: problem, code: "quality.\(code)", severity: .warning, source: source, file: file, messages: [:],
            rule: location)
    }

    /// The file that states all of a figure; nil where several do.
    private static func file(of figure: PublishedFigure) -> String? {
        let files = QualityFacts.inOrder(figure.statements.map(\.file))
        return files.count == 1 ? files[0] : nil
    }

    /// Why a decision does not stand; nil where it does.
    private func problem(
        _ decision: PublishedDecision, _ figure: PublishedFigure
    ) -> (QualityFinding.Problem, code: String)? {
        guard figure.isConflict(numbers) else {
            return (.decisionUnneeded(figure: figure, stated: figure.stated), "decision-unneeded")
        }
        guard figure.stated == decision.stated else {
            return (
                .decisionOutdated(figure: figure, then: decision.stated, now: figure.stated), "decision-outdated"
            )
        }
        let isStated = figure.statements.contains { statement in
            statement.value == decision.value && statement.isApproximate == decision.isApproximate
                && decision.source.map { $0 == statement.source } ?? true
        }
        guard isStated || decision.basis != nil else {
            return (.decisionUnstated(figure: figure, value: decision.value), "decision-unstated")
        }
        return nil
    }

    // MARK: Rows

    private func gathered() throws -> [PublishedFigure] {
        var figures: [PublishedFigure] = []
        var places: [String: Int] = [:]
        for source in sources where source.file.source.mapping.record == .publishedFigure {
            for segment in try store.segments(of: source.id) {
                for (key, labels, statement) in try rows(of: segment, source) {
                    if let place = places[key] {
                        figures[place].statements.append(statement)
                        continue
                    }
                    places[key] = figures.count
                    figures.append(
                        PublishedFigure(
                            key: key, label: labels[""] ?? key, labels: labels.filter { !$0.key.isEmpty },
                            listedBy: source.summary.source, statements: [statement], decision: nil))
                }
            }
        }
        return figures
    }

    private func rows(
        of segment: StoredSegment, _ source: SourceReading.ReadSource
    ) throws -> [(key: String, labels: [String: String], statement: PublishedStatement)] {
        let keys = try store.column("figure", of: segment)?.texts ?? []
        let values = try store.column("value", of: segment)?.wholeNumbers ?? []
        let approximate = try store.column("value_approximate", of: segment)?.wholeNumbers ?? []
        let names = try store.column("source", of: segment)?.texts ?? []
        let days = try store.column("date", of: segment)?.wholeNumbers ?? []
        let lines = try store.column("_line", of: segment)?.wholeNumbers ?? []
        var labels: [String: [String?]] = [:]
        for column in try store.columns(of: segment) where column.name == "label" || column.name.hasPrefix("label_") {
            labels[String(column.name.dropFirst(6))] = try store.column(column.name, of: segment)?.texts
        }
        return keys.indices.compactMap { row in
            guard let key = keys[row], let value = values.at(row) else { return nil }
            return (
                key, labels.compactMapValues { $0.at(row) },
                PublishedStatement(
                    value: Int(value), isApproximate: approximate.at(row) == 1, source: names.at(row) ?? "",
                    day: days.at(row).flatMap { Int32(exactly: $0) }.map { CalendarDay(number: $0) },
                    file: source.file.name, line: lines.at(row).map { Int($0) } ?? 0)
            )
        }
    }
}

extension Array {
    /// What stands at a place; nil where nothing does.
    fileprivate func at<Value>(_ place: Int) -> Value? where Element == Value? {
        indices.contains(place) ? self[place] : nil
    }
}

extension Column {
    /// Its texts by row, nil where there is none; nothing for a column of other values.
    fileprivate var texts: [String?] {
        switch self {
        case .codes(let codes, let dictionary):
            codes.map { code in
                dictionary.indices.contains(Int(code)) && code < Self.firstMissingCode ? dictionary[Int(code)] : nil
            }
        case .keys(let keys, let dictionary):
            keys.map { key in
                dictionary.indices.contains(Int(key)) && key < Self.firstMissingKey ? dictionary[Int(key)] : nil
            }
        case .texts(let bytes, let offsets):
            zip(offsets, offsets.dropFirst()).map { start, end in
                start < end && Int(end) <= bytes.count
                    ? String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self) : nil
            }
        case .integers, .days, .moments, .persons: []
        }
    }

    /// Its whole numbers or days by row, nil where there is none; nothing for a column of other values.
    fileprivate var wholeNumbers: [Int64?] {
        func widened(_ values: [some ColumnInteger]) -> [Int64?] {
            values.map { $0.missingReason == nil ? Int64($0) : nil }
        }
        return switch self {
        case .integers(.int8(let values), _): widened(values)
        case .integers(.int16(let values), _): widened(values)
        case .integers(.int32(let values), _): widened(values)
        case .integers(.int64(let values), _): widened(values)
        case .days(let days): widened(days)
        default: []
        }
    }
}
