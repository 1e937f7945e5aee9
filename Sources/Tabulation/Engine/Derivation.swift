internal import Records

/// Answers that follow from finer ones: counts by region alone are those by region and sector, added up.
enum Derivation {
    /// For each request the one that its answer follows from; nil for those that are computed.
    static func plan(_ requests: [PreparedRequest]) -> [Int?] {
        var plan = [Int?](repeating: nil, count: requests.count)
        var families: [String: [Int]] = [:]
        for (index, request) in requests.enumerated() {
            guard request.oncePer == nil || isCount(request.kind), let family = family(of: request) else { continue }
            families[family, default: []].append(index)
        }
        for family in families.values where family.count > 1 {
            // The finest first: those with most groupings can answer for the others.
            let sorted = family.sorted { requests[$0].groupings.count > requests[$1].groupings.count }
            var computed = [Int]()
            for index in sorted {
                let wanted = requests[index].groupings.map(\.expression.canonical)
                let finer = computed.last { candidate in
                    let offered = requests[candidate].groupings.map(\.expression.canonical)
                    return offered.count > wanted.count && wanted.allSatisfy(offered.contains)
                }
                if let finer { plan[index] = finer } else { computed.append(index) }
            }
        }
        return plan
    }

    /// The coarser answer.
    static func projected(
        _ answer: CrossTabulation, from finer: PreparedRequest, to coarser: PreparedRequest
    ) -> CrossTabulation {
        let offered = finer.groupings.map(\.expression.canonical)
        var places = coarser.groupings.compactMap { offered.firstIndex(of: $0.expression.canonical) }
        places += finer.groupings.count..<answer.axes.count
        return CrossTabulation(
            axes: coarser.groupAxes + answer.axes[finer.groupings.count...], places: answer.places,
            cells: answer.cells.map { cell in
                TabulatedCell(levels: places.map { cell.levels[$0] }, aggregate: cell.aggregate)
            })
    }

    private static func isCount(_ kind: PreparedRequest.Kind) -> Bool {
        switch kind {
        case .rows, .moments, .distribution: true
        default: false
        }
    }

    /// What requests must have in common for one to follow from another; nil for those that cannot.
    private static func family(of request: PreparedRequest) -> String? {
        let measure: String
        switch request.kind {
        case .rows: measure = "rows"
        case .moments(let value): measure = "moments \(value.canonical)"
        case .distribution(let value): measure = "distribution \(value.canonical)"
        // A person counts once, in the group of the first wave's row, so these add up over groups too.
        case .transition(let pairing, let item): measure = "transition \(written(pairing)) \(item.canonical)"
        case .retention(let pairing, let value): measure = "retention \(written(pairing)) \(value.canonical)"
        case .waveValues(let person, let wave, let waves, let item):
            measure = "waves \(person.canonical) \(wave.canonical) \(waves) \(item.canonical)"
        default: return nil
        }
        return [
            request.table.name, request.filter?.canonical ?? "", request.oncePer?.canonical ?? "", measure,
        ].joined(separator: "\n")
    }

    private static func written(_ pairing: PreparedPairing) -> String {
        "\(pairing.person.canonical) \(pairing.wave.canonical) \([pairing.from, pairing.to])"
    }
}
