public import Indicators

/// Quotations that may be shown: released by a person, and of themes whose figures are shown.
public struct ProtectedQuotations: Sendable, Hashable {
    public let indicator: String
    /// The dimension of the themes, and the one that quotations are attributed to.
    public let over: String
    public let by: String?
    /// In their stable order.
    public let quotations: [Quotation]

    init(_ list: QuotationList, showing quotations: [Quotation]) {
        indicator = list.indicator
        over = list.over
        by = list.by
        self.quotations = quotations
    }
}

/// The quotations of an indicator that may be shown beside its protected figures.
///
/// That a person has released a text does not release the count it belongs to: a quotation says that at least one person of its
/// group mentions its theme. So it is left out wherever the share of its theme is withheld, in all or in its group.
///
/// - Parameters:
///   - list: What persons have released.
///   - sets: The protected figures, those of the same indicator among them; without these nothing is shown.
public func publishable(_ list: QuotationList, among sets: [ProtectedSet]) -> ProtectedQuotations {
    let set = sets.first { $0.indicator == list.indicator }
    func isShown(_ breakdown: [BreakdownLevel]) -> Bool { set?.figure(at: breakdown)?.value.value != nil }
    let shown = list.quotations.filter { quotation in
        let theme = BreakdownLevel(dimension: list.over, level: quotation.theme)
        guard isShown([theme]) else { return false }
        guard let by = list.by else { return true }
        return quotation.group.map { isShown([BreakdownLevel(dimension: by, level: $0), theme]) } ?? false
    }
    return ProtectedQuotations(list, showing: shown)
}
