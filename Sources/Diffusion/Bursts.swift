import Glibc
public import Statistics

/// When a phenomenon is on more lips than usual: Kleinberg's bursts, for batches of documents such as the innovations of each month.
///
/// Of the d documents of a batch r are about the phenomenon. In the ordinary state the share of such documents is p₀ = Σr/Σd, in a burst
/// p₁ = s · p₀. A sequence of states costs −Σ ln B(r; d, p) and γ ln n for each time that a burst begins, n being the number of
/// batches; it starts in the ordinary state, and a burst ends at no cost. The cheapest sequence is found by dynamic programming; of two
/// that cost the same it is the one that is in the ordinary state where they last differ.
///
/// No documents about it, or no batches: ``Statistics/Unavailable/noObservations``. s · p₀ of 1 or more is no share
/// (``Statistics/Unavailable/notRepresentable``): the phenomenon is too common for that s.
///
/// - Complexity: O(n).
/// - SeeAlso: J. Kleinberg (2003), *Data Mining and Knowledge Discovery* 7, 373–397, doi:10.1023/A:1024940629314, section 4.
public struct Bursts: Sendable, Hashable {
    /// The documents of a batch.
    public struct Batch: Sendable, Hashable {
        /// Those about the phenomenon.
        public var relevant: Int
        /// All.
        public var documents: Int

        public init(relevant: Int, documents: Int) {
            self.relevant = relevant
            self.documents = documents
        }
    }

    /// A run of batches in the state of a burst.
    public struct Burst: Sendable, Hashable {
        /// Its batches.
        public let batches: Range<Int>
        /// What it saves: Σ over its batches of what the ordinary state costs more than the burst, in natural units of information.
        public let weight: Double
    }

    /// The bursts, in order of time; empty where there are none and where there is a reason.
    public let bursts: [Burst]
    /// The share of documents about the phenomenon in the ordinary state.
    public let ordinaryShare: Estimate
    /// Their share in a burst.
    public let burstShare: Estimate
    /// What the sequence of states saves against no burst at all, the cost of beginning bursts taken off.
    public let saving: Double
    /// Why bursts cannot be looked for.
    public let reason: Unavailable?

    /// The bursts of batches in the order of time.
    ///
    /// - Parameters:
    ///   - batches: A batch for each period, empty ones included.
    ///   - ratio: s, how many times the ordinary share a burst has; above 1.
    ///   - gamma: γ, how hard it is to begin a burst; zero or more.
    /// - Throws: ``DiffusionError/statistics(_:)`` for counts below zero, more relevant documents than documents, sums beyond what can
    ///   be held, and s or γ out of range.
    public init(_ batches: [Batch], ratio: Double = 2, gamma: Double = 1) throws(DiffusionError) {
        guard ratio > 1, ratio.isFinite else {
            throw .statistics(.unexpectedValue(ratio, column: "s", allowed: "numbers above 1"))
        }
        guard gamma >= 0, gamma.isFinite else {
            throw .statistics(.unexpectedValue(gamma, column: "gamma", allowed: "numbers of zero or more"))
        }
        let whole = try estimating { () throws(StatisticsError) in
            var (relevant, documents) = (0, 0)
            for batch in batches {
                _ = try Proportion(batch.relevant, of: batch.documents)
                let (sum, overflow) = documents.addingReportingOverflow(batch.documents)
                guard !overflow else { throw StatisticsError.overflow }
                relevant += batch.relevant
                documents = sum
            }
            return try Proportion(relevant, of: documents)
        }
        let share = Double(whole.successes) / Double(max(1, whole.n))
        guard whole.successes > 0 else {
            ordinaryShare =
                whole.n > 0 ? Estimate(0, n: whole.n) : Estimate(unavailable: .noObservations, n: 0)
            burstShare = Estimate(unavailable: .noObservations, n: whole.n)
            (bursts, saving, reason) = ([], 0, .noObservations)
            return
        }
        ordinaryShare = Estimate(share, n: whole.n)
        guard ratio * share < 1 else {
            burstShare = Estimate(unavailable: .notRepresentable, n: whole.n)
            (bursts, saving, reason) = ([], 0, .notRepresentable)
            return
        }
        burstShare = Estimate(ratio * share, n: whole.n)
        reason = nil
        // The binomial coefficient is the same in both states and falls out of what a burst saves.
        let (more, less) = (log(ratio), log1p(-ratio * share) - log1p(-share))
        let gains = batches.map { Double($0.relevant) * more + Double($0.documents - $0.relevant) * less }
        let states = cheapest(gains, beginning: gamma * log(Double(batches.count)))
        bursts = states.bursts.map { (run) in Burst(batches: run, weight: run.reduce(0) { $0 + gains[$1] }) }
        saving = states.saving
    }
}

/// The runs in the state of a burst of the sequence that saves most.
///
/// - Parameters:
///   - gains: What each batch costs less in a burst.
///   - beginning: What it costs to begin a burst.
private func cheapest(_ gains: [Double], beginning: Double) -> (bursts: [Range<Int>], saving: Double) {
    // What is saved by the best sequence that ends in either state; the first batch comes after the ordinary state.
    var (ordinary, burst) = (0.0, -Double.infinity)
    var fromBurst: [Bool] = []  // into the ordinary state
    var begun: [Bool] = []  // into a burst
    fromBurst.reserveCapacity(gains.count)
    begun.reserveCapacity(gains.count)
    for gain in gains {
        let (stay, begin) = (burst, ordinary - beginning)
        fromBurst.append(burst > ordinary)
        begun.append(begin >= stay)
        ordinary = max(ordinary, burst)
        burst = max(stay, begin) + gain
    }
    var runs: [Range<Int>] = []
    var isBurst = burst > ordinary
    var end = gains.count
    for place in gains.indices.reversed() {
        if isBurst, begun[place] {
            runs.append(place..<end)
            isBurst = false
        } else if !isBurst, fromBurst[place] {
            isBurst = true
            end = place
        }
    }
    return (runs.reversed(), max(ordinary, burst))
}
