import Diffusion
import Tabulation

/// The steps of adopters with innovations, by number, as they were recorded until the as-of day.
struct SpreadData: Sendable {
    /// Who took which step when.
    struct Step: Sendable {
        let innovation: UInt32
        let adopter: UInt32
        /// The place of the stage among the declared ones; 0 where there are none.
        let stage: Int
        /// The day, as days since 1970-01-01.
        let day: Int32
        let source: UInt32?
        /// The place of each attribute's level, in the order of the definition; nil where it is not known.
        let attributes: [Int?]
        let sourceAttributes: [Int?]
    }

    let definition: SpreadDefinition
    /// The identifiers of innovations, in order.
    let innovations: [String]
    /// The identifiers of adopters, of whom they learned from and of owners, in order.
    let actors: [String]
    /// In the order of their levels; a step that several rows tell of stands once for each that differs.
    let steps: [Step]
    /// The levels of each attribute, of adopters and sources together, in order.
    let levels: [[Tabulation.Level]]
    /// Who owns each innovation.
    let owners: [UInt32: Set<UInt32>]
    /// The day each innovation was published, by its number.
    let published: [UInt32: Int32]
    /// The innovation that each was made from.
    let derivedFrom: [UInt32: UInt32]
    /// All innovations of their table; empty where none was declared.
    let registered: [UInt32]
    let innovationTitles: [UInt32: String]
    let actorTitles: [UInt32: String]
    /// The actors who may be named.
    let publicActors: Set<UInt32>
    /// What became of core elements: innovation, adopter, element and use, by the names of the catalogue.
    let elementUses: [ElementRow]
    /// The identifiers of elements, in order.
    let elements: [String]
    /// Rows without an innovation, an adopter or a day, or with a stage that is none.
    let incomplete: Int

    /// What became of an element in an adoption.
    struct ElementRow: Sendable {
        let innovation: UInt32
        let adopter: UInt32
        let element: UInt32
        let use: ElementUse.Use
    }

    /// The place of the stage that is adoption.
    var adoptedStage: Int { definition.adopted.flatMap(definition.stages.firstIndex(of:)) ?? 0 }

    /// Those steps that are adoptions.
    var adoptions: [Step] {
        let adopted = adoptedStage
        return definition.stage == nil ? steps : steps.filter { $0.stage == adopted }
    }
}
