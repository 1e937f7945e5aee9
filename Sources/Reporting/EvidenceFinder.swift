import Disclosure
import Indicators

/// Looks up the figures and the published numbers that evidence names, and has them judged.
struct EvidenceFinder {
    let report: DocumentBuilder
    let definition: ContributionDefinition

    private var tables: TableBuilder { TableBuilder(report: report) }

    func claim(_ claim: ClaimDefinition, _ state: inout DocumentBuilder.BuildState) -> EvidencedClaim {
        let (name, title): (String, String) =
            switch claim.subject {
            case .title(let key): (key, report.text(key))
            case .code(let code):
                (
                    code,
                    definition.dimension.map {
                        tables.levelTitle(BreakdownLevel(dimension: $0, level: tables.level(code)))
                    } ?? code
                )
            }
        var evidence: [Evidence] = []
        for piece in claim.evidence {
            if let found = self.evidence(piece, &state) { evidence.append(found) }
        }
        return EvidencedClaim(
            name: name, title: title, intended: report.sentence(claim.intended, &state), evidence: evidence,
            alternatives: claim.alternatives.map { report.sentence($0, &state) },
            limit: claim.limit.map { report.sentence($0, &state) } ?? "")
    }

    private func evidence(_ piece: EvidenceDefinition, _ state: inout DocumentBuilder.BuildState) -> Evidence? {
        guard let level = definition.levels.firstIndex(where: { $0.id == piece.level }) else {
            state.report(
                "report.unknown-level", piece.location, "'\(piece.level)' is not a level of evidence",
                "declare it under 'levels'")
            return nil
        }
        switch piece.subject {
        case .missing(let key):
            return Evidence(
                definition: piece, level: level, name: report.sentence(key, &state), figure: nil, indicator: nil,
                format: .integer, bound: nil, published: [], disagrees: false, before: nil, during: nil, after: nil,
                verdict: .missing(.declared))
        case .published(let key): return publication(piece, level, key)
        case .figure(let reference, let key): return figure(piece, level, reference, key, &state)
        }
    }

    // MARK: What others published

    private var listing: PublishedFigures? {
        definition.published.flatMap { report.material.listings[$0] }.map {
            PublishedFigures(listing: $0, tables: tables)
        }
    }

    private var judge: EvidenceJudge { EvidenceJudge(margin: definition.approximateWithin) }

    private func publication(_ piece: EvidenceDefinition, _ level: Int, _ key: String) -> Evidence {
        let numbers = listing?.numbers(of: key) ?? []
        let bound = bound(of: piece, target: nil)
        return Evidence(
            definition: piece, level: level, name: piece.label.map(report.text) ?? listing?.label(of: key) ?? key,
            figure: nil, indicator: nil, format: listing?.format ?? .decimal(2), bound: bound.number,
            published: numbers, disagrees: judge.disagree(numbers.map(\.value)), before: nil, during: nil, after: nil,
            verdict: judge.verdict(on: numbers.map(\.value), expecting: bound.bound))
    }

    // MARK: Figures

    private func figure(
        _ piece: EvidenceDefinition, _ level: Int, _ reference: String, _ key: String?,
        _ state: inout DocumentBuilder.BuildState
    ) -> Evidence? {
        guard let figure = report.figure(reference, &state, at: piece.location),
            let indicator = report.material.catalogue.indicator(figure.indicator)
        else { return nil }
        let bound = bound(of: piece, target: report.target(of: indicator, figure)?.target)
        let numbers = key.flatMap { listing?.numbers(of: $0) } ?? []
        // What was counted cannot be wrong beside what others published; an estimate can, within its interval.
        let stated = (figure.lower == nil ? [figure.value] : []) + numbers.map(\.value)
        return Evidence(
            definition: piece, level: level, name: piece.label.map(report.text) ?? name(of: figure, indicator),
            figure: figure, indicator: indicator, format: report.format(of: indicator), bound: bound.number,
            published: numbers, disagrees: judge.disagree(stated),
            before: wave(piece.before, "before", figure, indicator, piece, &state),
            during: wave(piece.during, nil, figure, indicator, piece, &state),
            after: wave(piece.after, "after", figure, indicator, piece, &state),
            verdict: judge.verdict(
                on: figure, of: indicator.calculation, expecting: bound.bound, published: numbers.map(\.value)))
    }

    /// The number of a wave: that of the figure named, or a further number of the evidence itself.
    private func wave(
        _ reference: String?, _ further: String?, _ figure: ProtectedFigure, _ indicator: Indicator,
        _ piece: EvidenceDefinition, _ state: inout DocumentBuilder.BuildState
    ) -> Evidence.WaveNumber? {
        let ofLevel = report.format(ofFurther: "before", of: indicator)
        guard let reference else {
            return further.flatMap { figure.further($0) }.map { Evidence.WaveNumber(number: $0, format: ofLevel) }
        }
        guard let other = report.figure(reference, &state, at: piece.location) else { return nil }
        // Beside a change, what is before, during and after has the same decimals.
        let format =
            indicator.calculation.isDifference
            ? ofLevel : report.material.catalogue.indicator(other.indicator).map(report.format) ?? .decimal(2)
        return Evidence.WaveNumber(number: other.value, format: format, reference: other.reference)
    }

    /// What is expected, as a bound and as the number that is shown.
    private func bound(
        of piece: EvidenceDefinition, target: ProtectedNumber?
    ) -> (bound: EvidenceBound?, number: ProtectedNumber?) {
        func declared(_ value: Double) -> ProtectedNumber {
            .unrestricted(value, because: "what is expected is declared by the report, not observed")
        }
        switch piece.expectation {
        case .increase: return (.above, nil)
        case .decrease: return (.below, nil)
        case .atLeast(let value): return (.atLeast(value), declared(value))
        case .atMost(let value): return (.atMost(value), declared(value))
        case .target: return (target?.value.map(EvidenceBound.atLeast), target)
        case nil: return (nil, nil)
        }
    }

    /// The title with its levels; of a difference the levels alone, which a sentence speaks of.
    private func name(of figure: ProtectedFigure, _ indicator: Indicator) -> String {
        let title = indicator.title(in: report.locale.language)
        guard !figure.breakdown.isEmpty else { return title }
        let levels = figure.breakdown.map { tables.quotedTitle($0) }.joined(separator: ", ")
        return indicator.calculation.isDifference ? levels : "\(title) (\(levels))"
    }
}
