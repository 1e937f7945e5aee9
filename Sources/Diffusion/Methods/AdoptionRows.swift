import Statistics

/// The columns that tell who learned from whom, read once for the methods of trees.
struct AdoptionRows {
    static let columns = [
        MethodColumn("innovation", names: true, "the innovation; one name throughout where there is one only"),
        MethodColumn("adopter", names: true, "who adopted; a row without is left out"),
        MethodColumn("source", names: true, "whom they learned from; empty where it is not known"),
        MethodColumn("time", required: false, "day or period of adoption, a whole number; a later source is cut"),
        MethodColumn("owner", required: false, names: true, "the innovation's owner, believed as a source at any time"),
    ]

    /// The adoptions of the rows that have an innovation and an adopter.
    private(set) var adoptions: [Adoption] = []
    /// The row of the file of each of them.
    private(set) var rows: [Int] = []
    private(set) var owners: [UInt32: Set<UInt32>] = [:]
    let actors: NameTable
    let forest: AdoptionForest

    init(_ input: MethodInput) throws(DiffusionError) {
        actors = NameTable(input, ["adopter", "source", "owner"])
        let innovations = NameTable(input, ["innovation"]).numbers(input, "innovation")
        let adopters = actors.numbers(input, "adopter")
        let sources = actors.numbers(input, "source")
        let owned = input.has("owner") ? actors.numbers(input, "owner") : nil
        let times = input.has("time") ? try input.wholeCells("time") : nil
        for row in 0..<input.rowCount {
            guard let innovation = innovations[row] else { continue }
            if let owner = owned?[row] { owners[innovation, default: []].insert(owner) }
            guard let adopter = adopters[row] else { continue }
            adoptions.append(
                Adoption(
                    innovation: innovation, adopter: adopter, source: sources[row],
                    day: (times?[row]).flatMap { $0.flatMap { Int32(exactly: $0) } }))
            rows.append(row)
        }
        forest = AdoptionForest(adoptions, owners: owners)
    }
}
