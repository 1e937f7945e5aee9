public import Statistics

/// Who was at what: actors (persons or organisations) and events, tied where the one was at the other.
///
/// - SeeAlso: R. L. Breiger (1974), *Social Forces* 53(2), 181–190, doi:10.2307/2576011.
public struct TwoModeNetwork: Sendable, Hashable {
    /// The number of actors: they are numbered from 0.
    public let actorCount: Int
    /// The number of events: they are numbered from 0.
    public let eventCount: Int
    /// The attendances that repeat another and are left out.
    public let duplicates: Int
    /// Events of each actor, and actors of each event, in order; both begin at 0.
    let events: Rows
    let actors: Rows

    struct Rows: Sendable, Hashable {
        var offsets: [Int]
        var targets: [UInt32]

        var count: Int { offsets.count - 1 }
        func size(_ row: Int) -> Int { offsets[row + 1] - offsets[row] }
        func row(_ row: Int) -> ArraySlice<UInt32> { targets[offsets[row]..<offsets[row + 1]] }
    }

    /// - Parameters:
    ///   - actorCount: The number of actors.
    ///   - eventCount: The number of events; with the actors below 2³².
    ///   - actors: The actor of each attendance.
    ///   - events: The event of each attendance, as many.
    /// - Throws: ``DiffusionError/unequalTies(from:to:weights:)``, ``DiffusionError/tooManyNodes(_:limit:)``.
    /// - Complexity: O(actors + events + attendances).
    public init(actorCount: Int, eventCount: Int, actors: [UInt32], events: [UInt32]) throws(DiffusionError) {
        let (count, overflow) = actorCount.addingReportingOverflow(eventCount)
        guard actorCount >= 0, eventCount >= 0, !overflow, count <= Int(UInt32.max) else {
            throw .tooManyNodes(overflow ? .max : count, limit: Int(UInt32.max))
        }
        guard actors.count == events.count else {
            throw .unequalTies(from: actors.count, to: events.count, weights: nil)
        }
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        from.reserveCapacity(actors.count)
        to.reserveCapacity(actors.count)
        for (actor, event) in zip(actors, events) where actor < actorCount && event < eventCount {
            from.append(actor)
            to.append(event + UInt32(actorCount))
        }
        let network = try SparseNetwork(nodeCount: count, from: from, to: to, isDirected: true)
        let turned = network.transposed()
        self.actorCount = actorCount
        self.eventCount = eventCount
        duplicates = network.dropped.duplicates
        self.events = Rows(
            offsets: Array(network.offsets[...actorCount]), targets: network.targets.map { $0 - UInt32(actorCount) })
        self.actors = Rows(offsets: Array(turned.offsets[actorCount...]), targets: turned.targets)
    }

    private init(events: Rows, actors: Rows, duplicates: Int) {
        (self.events, self.actors, self.duplicates) = (events, actors, duplicates)
        (actorCount, eventCount) = (events.count, actors.count)
    }

    /// The network with actors and events in each other's place.
    public var turned: TwoModeNetwork { TwoModeNetwork(events: actors, actors: events, duplicates: duplicates) }

    /// The number of attendances, each actor at each event once.
    public var attendanceCount: Int { events.targets.count }

    /// How many events each actor was at.
    public var eventsPerActor: [Int] { (0..<actorCount).map(events.size) }

    /// How many actors each event had.
    public var eventSizes: [Int] { (0..<eventCount).map(actors.size) }

    /// The mean number of events of an actor.
    public var meanEventsPerActor: Estimate { share(attendanceCount, of: actorCount) }

    /// The mean number of actors of an event.
    public var meanActorsPerEvent: Estimate { share(attendanceCount, of: eventCount) }

    /// The share of actors who were at two events or more, in `0...1`.
    public var returningShare: Estimate {
        share(eventsPerActor.reduce(0) { $0 + ($1 > 1 ? 1 : 0) }, of: actorCount)
    }

    /// The attendances there are of all that there could be, in `0...1`: `attendances / (actors · events)`.
    public var density: Estimate {
        guard actorCount > 0, eventCount > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        return Estimate(Double(attendanceCount) / (Double(actorCount) * Double(eventCount)), n: attendanceCount)
    }

    private func share(_ count: Int, of whole: Int) -> Estimate {
        whole == 0 ? Estimate(unavailable: .noObservations, n: 0) : Estimate(Double(count) / Double(whole), n: whole)
    }
}
