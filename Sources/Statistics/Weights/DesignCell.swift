/// The rows of a sample that have stratum, cluster and calibration levels in common, as sums.
public struct DesignCell: Sendable, Hashable {
    /// What the rows have in common.
    public struct Key: Sendable, Hashable, Comparable {
        /// The stratum of the design; one number for all where there are no strata.
        public let stratum: Int
        /// The cluster (primary sampling unit) within the stratum; nil when each row was drawn by itself.
        public let cluster: Int?
        /// The level of each variable that weights are calibrated to, or that subgroups are taken by.
        public let levels: [Int]

        public init(stratum: Int = 0, cluster: Int? = nil, levels: [Int] = []) {
            self.stratum = stratum
            self.cluster = cluster
            self.levels = levels
        }

        public static func < (one: Self, other: Self) -> Bool {
            if one.stratum != other.stratum { return one.stratum < other.stratum }
            switch (one.cluster, other.cluster) {
            case (let first?, let second?) where first != second: return first < second
            case (nil, _?): return true
            case (_?, nil): return false
            default: return one.levels.lexicographicallyPrecedes(other.levels)
            }
        }
    }

    /// What the rows have in common.
    public let key: Key
    /// Their sums.
    public let sums: DesignSums

    public init(key: Key, sums: DesignSums) {
        self.key = key
        self.sums = sums
    }
}
