/// Where the circles of a network stand when they are regions: as they lie to one another on the map.
///
/// Regions (maakunta) stand where their tiles do; the five major regions (NUTS 2) near the middle of theirs, the small ones moved
/// apart. North is above.
enum RegionPlaces {
    private static let majorRegions: [String: Point] = [
        "FI1D": Point(x: 2.5, y: 0.5), "FI19": Point(x: 0.5, y: 2.3), "FI1C": Point(x: 2.7, y: 3.2),
        "FI1B": Point(x: 1.7, y: 4.6), "FI20": Point(x: 0, y: 4.6),
    ]

    /// One place per code, in no unit; nil unless all codes are those of regions, or all those of major regions.
    static func places(of codes: [String]) -> [Point]? {
        let major = codes.compactMap { majorRegions[$0] }
        if major.count == codes.count { return major }
        let regions = codes.compactMap { code in
            RegionGrid.code(of: code).flatMap { wanted in RegionGrid.places.first { $0.code == wanted } }
        }
        guard regions.count == codes.count else { return nil }
        return regions.map { Point(x: Double($0.place.column), y: Double($0.place.row)) }
    }
}
