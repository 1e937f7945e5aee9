import Disclosure
import Indicators

/// Which numbers of compared figures may be shown, and which may not.
///
/// A computed figure is shown as its protected set shows it. What was reported as achieved is protected as the figures of its day are
/// among themselves, and withheld besides where the computed figure of the same people is. Aims and plans tell of nobody.
struct ShownFigures {
    private let computed: [String: ProtectedSet]
    private let reported: [FigureBasis: [String: ProtectedSet]]

    /// - Parameters:
    ///   - sets: The protected figures of the catalogue.
    ///   - figures: What was reported, of the days that there is something to say of.
    init(_ sets: [ProtectedSet], _ figures: [ReportedFigure], of pipeline: LoadedPipeline) {
        computed = Self.byIndicator(sets)
        var reported: [FigureBasis: [String: ProtectedSet]] = [:]
        let achieved = figures.filter { $0.kind == .achieved }
        for (basis, figures) in Dictionary(grouping: achieved, by: \.basis) {
            let sets = ReportedFigure.sets(of: figures, in: pipeline.catalogue)
            // Where they cannot be protected none is shown.
            let protection = try? protect(sets, policy: pipeline.policy(), relations: pipeline.countRelations)
            reported[basis] = Self.byIndicator(protection?.sets ?? [])
        }
        self.reported = reported
    }

    private static func byIndicator(_ sets: [ProtectedSet]) -> [String: ProtectedSet] {
        Dictionary(sets.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The sum of a side: shown only where each of its figures is.
    func side(_ side: CheckedSide) -> JudgedSide {
        guard !side.terms.isEmpty || side.limit != nil else { return JudgedSide(side: side, number: nil) }
        let isShown = side.terms.allSatisfy(isShown) || isShownAsTotal(side)
        guard isShown, let value = side.value else {
            return JudgedSide(side: side, number: side.value == nil ? nil : .withheld)
        }
        return JudgedSide(
            side: side, number: .unrestricted(value, because: "each figure that is added up may be shown"))
    }

    private func isShown(_ term: CheckedTerm) -> Bool {
        switch term.basis {
        case .computed: return isVisible(computed[term.indicator]?.figure(at: term.cell.levels))
        case .reported(.achieved, _):
            return isVisible(reported[term.basis]?[term.indicator]?.figure(at: term.cell.levels))
                && !isWithheldAsComputed(term.cell, term.indicator)
        case .reported: return true
        }
    }

    /// Whether the figures are the genders of one that may be shown: their sum tells no more than that does.
    private func isShownAsTotal(_ side: CheckedSide) -> Bool {
        guard let first = side.terms.first, side.terms.count > 1 else { return false }
        let all = first.cell.without(ReportedFigure.gender)
        let areGenders = side.terms.allSatisfy { term in
            term.indicator == first.indicator && term.basis == first.basis
                && term.cell.without(ReportedFigure.gender) == all
        }
        let total = reported[first.basis]?[first.indicator]?.figure(at: all.levels)
        guard areGenders, let shown = total?.value.value, shown == side.value else { return false }
        return !isWithheldAsComputed(all, first.indicator)
    }

    private func isVisible(_ figure: ProtectedFigure?) -> Bool {
        guard let figure else { return false }
        return figure.value.value != nil
    }

    /// Whether a computed figure of the same people is withheld.
    private func isWithheldAsComputed(_ place: FigureCell, _ indicator: String) -> Bool {
        let gender = place.level(of: ReportedFigure.gender)
        return computed[indicator]?.figures.contains { figure in
            let cell = FigureCell(figure.breakdown)
            return figure.value.isWithheld && cell.level(of: ReportedFigure.gender) == gender
                && place.isWithin(cell)
        } ?? false
    }

    /// Whether a computed figure is among those that are published, so that it can be explained.
    func isPublished(_ term: CheckedTerm) -> Bool {
        term.basis == .computed && computed[term.indicator]?.figure(at: term.cell.levels) != nil
    }
}
