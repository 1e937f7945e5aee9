internal import Microdata
internal import Records

/// Answers a request for times from an origin to the first event.
///
/// A subject without a key or an origin, or whose origin comes after the end of observation, is left out. An event before the
/// origin counts at time 0; one after the end of observation has not been seen, so the subject is censored there.
struct TimeToEventPass {
    let request: PreparedRequest
    let time: PreparedTimeToEvent

    func answer(
        _ subjects: TableScan, _ events: TableScan, _ selections: RowSelections
    ) throws -> CrossTabulation {
        let firsts = try firstEvents(events)
        let end = CalendarDay(number: time.observedUntil)
        let stretches = try subjects.forEachStretch { _, segments in
            let tally = Tally()
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, subjects.source, subjects.references)
                let keys = try evaluator.levels(time.key)
                let origins = try evaluator.numbers(time.origin)
                let groups = try request.groupings.map { try evaluator.levels($0.expression) }
                let selection = try selections.selection(request.filter, request.oncePer, evaluator)
                for row in 0..<segment.rowCount where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                    guard case .code(let key) = keys[row], origins[row] >= Int64.leastPresent,
                        origins[row] <= Int64(end.number)
                    else { continue }
                    let origin = CalendarDay(clamping: origins[row])
                    let event = firsts[key].flatMap { $0 <= end ? $0 : nil }
                    let until = event ?? end
                    let units = time.unit == .days ? Int(until.number - origin.number) : until.fullMonths(since: origin)
                    let levels = groups.map { $0[row] } + [.number(max(0, units))]
                    tally.add(
                        Aggregate(count: 1), group: tally.number(ofGroup: levels),
                        value: tally.number(ofValue: .code(event == nil ? "censored" : "event")))
                }
            }
            return tally.tabulated()
        }
        let axes = request.groupAxes + [Axis(name: "time", type: .integer), Axis(name: "outcome")]
        return CrossTabulation(axes: axes, cells: Array(stretches.joined()))
    }

    /// The first day of an event of each subject.
    private func firstEvents(_ events: TableScan) throws -> [String: CalendarDay] {
        let none = RowSelections(winners: [:], segments: [])
        let stretches = try events.forEachStretch { _, segments in
            var firsts: [String: CalendarDay] = [:]
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, events.source, events.references)
                let keys = try evaluator.levels(time.eventKey)
                let days = try evaluator.numbers(time.eventDay)
                let selection = try none.selection(time.eventFilter, nil, evaluator)
                // By place first: a subject's text is looked up once a segment, not once a row.
                var least = [Int64](repeating: .max, count: keys.levels.count)
                for row in 0..<segment.rowCount where days[row] >= Int64.leastPresent {
                    guard selection.map({ $0[row] == Vector.isTrue }) ?? true else { continue }
                    let place = Int(keys.place(row))
                    least[place] = min(least[place], days[row])
                }
                for (level, day) in zip(keys.levels, least) where day < .max {
                    guard case .code(let key) = level else { continue }
                    let day = CalendarDay(clamping: day)
                    firsts[key] = min(firsts[key] ?? day, day)
                }
            }
            return firsts
        }
        return stretches.reduce(into: [:]) { all, part in all.merge(part) { min($0, $1) } }
    }
}
