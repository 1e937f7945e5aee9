import Transmission

/// Why cells of a transmission are not what was sent: told from what the file that was sent keeps of its build, by the same comparison as
/// that of two builds.
struct CausesOfCells {
    /// nil where the file that was sent keeps nothing.
    private let changes: CausesOfChange?
    private let then: [String: String]
    private let now: [String: String]
    private let oldRules: [String: Int]
    private let newRules: [String: Int]

    /// - Parameters:
    ///   - names: What files are called, by their places; those of others are called by their source.
    ///   - rules: The versions of rules now, by indicator.
    init(
        _ pipeline: LoadedPipeline, sent: SentTransmission, now: TransmissionBasis, names: [String: String],
        rules: [String: Int]
    ) {
        func basis(_ basis: TransmissionBasis) -> BuildBasis {
            BuildBasis(
                files: basis.inputs.map { input in
                    BuildBasis.File(
                        place: input.place, table: input.table, name: names[input.place] ?? input.source,
                        content: input.content)
                }, definitions: basis.definitions)
        }
        let isKept = !sent.basis.inputs.isEmpty && !sent.basis.definitions.isEmpty
        changes =
            isKept
            ? CausesOfChange(pipeline, from: basis(sent.basis), to: basis(now), hasUnknownDefinitions: false) : nil
        then = sent.basis.definitions
        self.now = now.definitions
        oldRules = sent.rules
        newRules = rules
    }

    func causes(_ cell: ChangedCell) -> [ChangeCause] {
        var causes: [ChangeCause] = []
        if let changes {
            let codes = cell.isPlanned ? [] : [cell.indicator]
            let tables = cell.isPlanned ? [TransmissionRequests.figureTable] : changes.tables(of: codes)
            causes += changes.dataCauses(of: tables).map(Self.cause)
            causes += changes.changedDefinitions(of: codes, dimensions: cell.levels.keys.sorted(), tables).map(
                definition)
        } else if !cell.isPlanned, let old = oldRules[cell.indicator], let new = newRules[cell.indicator], old != new {
            causes.append(ChangeCause(kind: .rule, what: "\(cell.indicator), \(old) → \(new)"))
        }
        if cell.isWithheld { causes.append(ChangeCause(kind: .protection, what: "")) }
        if causes.isEmpty { causes.append(ChangeCause(kind: .notKnown, what: "")) }
        var seen: Set<ChangeCause> = []
        let order = ChangeCause.Kind.allCases
        return causes.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            let (first, second) = (order.firstIndex(of: left.element.kind), order.firstIndex(of: right.element.kind))
            return (first ?? 0, left.offset) < (second ?? 0, right.offset)
        }.map(\.element)
    }

    private static func cause(_ cause: BuildDifference.Cause) -> ChangeCause {
        let kind: ChangeCause.Kind =
            switch cause.kind {
            case .newData: .newData
            case .removedData: .removedData
            case .correctedData: .correctedData
            case .definition: .definition
            case .protection: .protection
            case .notKnown: .notKnown
            }
        return ChangeCause(kind: kind, what: cause.what)
    }

    private func definition(_ name: String) -> ChangeCause {
        let change = "\(then[name] ?? "–") → \(now[name] ?? "–")"
        let rule = DefinitionMarks.programmeRule(of: "")
        switch name {
        case DefinitionMarks.asOf: return ChangeCause(kind: .laterDay, what: change)
        case let name where name.hasPrefix(rule):
            let code = String(name.dropFirst(rule.count))
            let versions = "\(oldRules[code].map(String.init) ?? "–") → \(newRules[code].map(String.init) ?? "–")"
            return ChangeCause(kind: .rule, what: "\(code), \(versions)")
        case DefinitionMarks.period, DefinitionMarks.version:
            return ChangeCause(kind: .definition, what: "\(name), \(change)")
        default: return ChangeCause(kind: .definition, what: name)
        }
    }
}
