public import Diagnostics
public import Statistics

/// What makes counts unfit for a diffusion figure. Too few adoptions are no error: they have a defined answer.
public enum DiffusionError: ExplainedError, Hashable {
    /// An input that the estimators refuse.
    case statistics(StatisticsError)
    /// More periods between the first and the last than a curve is made for.
    case tooManyPeriods(Int, limit: Int)
    /// An adoption outside the periods asked for.
    case outsidePeriods(String, from: String, through: String)
    /// A population that is not above zero.
    case populationNotPositive(Double)
    /// Fewer potential adopters than adopters.
    case potentialBelowAdopters(potential: Int, adopters: Int)
    /// A potential for a growth curve below the adopters so far.
    case potentialBelowCumulative(potential: Double, adopters: Double)
    /// A stage that is none of those in order.
    case unknownStage(String, known: [String])
    /// An adoption before the publication, or an end of observation before either.
    case orderOfMonths(first: CalendarMonth, then: CalendarMonth)
    /// Lists of the ends and weights of ties that differ in length.
    case unequalTies(from: Int, to: Int, weights: Int?)
    /// More nodes than a network is made of.
    case tooManyNodes(Int, limit: Int)
    /// A group that the nodes' groups do not have.
    case unknownGroup(Int, groups: Int)
    /// Groups for more or fewer nodes than there are.
    case unequalGroups(Int, nodes: Int)
    /// Weights below zero, which a measure of shares of weight cannot take.
    case negativeWeight
    /// A projection with more pairs than it is made for.
    case tooManyPairs(Int, limit: Int)
    /// Two networks that are compared and differ in their nodes or in whether ties have directions.
    case unlikeNetworks
    /// More windows of time than are compared.
    case tooManyWindows(Int, limit: Int)
    /// The network library is not there, or reports an error.
    case networkLibrary(reason: String)
    /// A convention that is none.
    case unknownWeighting(String, known: [String])
    /// A word for what became of a core element that is none of the known ones.
    case unknownUse(String, known: [String])
    /// A network and times of adoption that do not go together: other numbers of nodes, or of periods.
    case otherNodes(networks: Int, times: Int, what: String)
    /// More pairs of nodes within reach than weights by distance are made for.
    case tooManyWithinReach(limit: Int, steps: Int)
    /// A method that needs a file of nodes.
    case nodesNeeded(method: String)
    /// Nodes that have more than one row.
    case repeatedNodes(Int)
    /// A name that is no method.
    case unknownMethod(String, known: [String])

    public var code: String {
        switch self {
        case .statistics(let error): error.code
        case .tooManyPeriods: "diffusion.too-many-periods"
        case .outsidePeriods: "diffusion.outside-periods"
        case .populationNotPositive: "diffusion.population-not-positive"
        case .potentialBelowAdopters, .potentialBelowCumulative: "diffusion.potential-below-adopters"
        case .unknownStage: "diffusion.unknown-stage"
        case .orderOfMonths: "diffusion.order-of-months"
        case .unequalTies: "diffusion.unequal-ties"
        case .tooManyNodes: "diffusion.too-many-nodes"
        case .unknownGroup: "diffusion.unknown-group"
        case .unequalGroups: "diffusion.unequal-groups"
        case .negativeWeight: "diffusion.negative-weight"
        case .tooManyPairs: "diffusion.too-many-pairs"
        case .unlikeNetworks: "diffusion.unlike-networks"
        case .tooManyWindows: "diffusion.too-many-windows"
        case .networkLibrary: "diffusion.network-library"
        case .unknownWeighting: "diffusion.unknown-weighting"
        case .unknownUse: "diffusion.unknown-use"
        case .otherNodes: "diffusion.other-nodes"
        case .tooManyWithinReach: "diffusion.too-many-within-reach"
        case .nodesNeeded: "diffusion.nodes-needed"
        case .repeatedNodes: "diffusion.repeated-nodes"
        case .unknownMethod: "diffusion.unknown-method"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .statistics(let error): error.explanation
        case .tooManyPeriods(let periods, let limit):
            Explanation(
                summary: "the adoptions span \(periods) periods", cause: "a curve has at most \(limit)",
                remedies: ["correct the date that lies far from the others", "count by year"])
        case .outsidePeriods(let period, let from, let through):
            Explanation(
                summary: "an adoption in \(period) lies outside \(from) to \(through)",
                remedies: ["extend the periods asked for", "select the adoptions of these periods"])
        case .populationNotPositive(let population):
            Explanation(
                summary: "a population of \(population) has no rate", cause: "a rate divides by the population",
                remedies: ["give the population of the region, above zero"])
        case .potentialBelowAdopters(let potential, let adopters):
            Explanation(
                summary: "\(adopters) adopters of \(potential) who could adopt",
                cause: "there cannot be more adopters than potential adopters",
                remedies: ["raise the number of potential adopters", "count each adopter once"])
        case .potentialBelowCumulative(let potential, let adopters):
            Explanation(
                summary: "\(adopters) adopters of \(potential) who could adopt",
                cause: "there cannot be more adopters than potential adopters",
                remedies: ["raise the potential", "leave it out, so that it is estimated"])
        case .unknownStage(let name, let known):
            Explanation(
                summary: "'\(name.prefix(40))' is no stage", cause: "the stages are \(known.joined(separator: ", "))",
                remedies: nearestName(to: name, in: known).map { ["write '\($0)'"] }
                    ?? ["map it to one of them", "number the stages in their order"])
        case .orderOfMonths(let first, let then):
            Explanation(
                summary: "\(then) comes before \(first)",
                cause: "publication, adoption and last day seen follow in order",
                remedies: ["check which date is which", "correct the date"])
        case .unequalTies(let from, let to, let weights):
            Explanation(
                summary: "\(from) first and \(to) second ends of ties" + (weights.map { ", and \($0) weights" } ?? ""),
                cause: "each tie has one of each", remedies: ["give as many of each as there are ties"])
        case .tooManyNodes(let nodes, let limit):
            Explanation(
                summary: "a network of \(nodes) nodes", cause: "a network has at most \(limit)",
                remedies: ["leave out nodes without ties", "take a part of the network"])
        case .unknownGroup, .unequalGroups, .negativeWeight, .tooManyPairs, .unlikeNetworks, .tooManyWindows,
            .networkLibrary, .unknownWeighting:
            networkExplanation
        case .unknownUse(let word, let known):
            Explanation(
                summary: "'\(word.prefix(40))' is no use of a core element",
                cause: "it is \(known.joined(separator: ", "))",
                remedies: nearestName(to: word, in: known).map { ["write '\($0)'"] } ?? ["correct the column 'use'"])
        case .otherNodes(let networks, let times, let what):
            Explanation(
                summary: "\(networks) \(what) of the network and \(times) of the times of adoption",
                cause: "each is looked up in the other", remedies: ["give as many of each"])
        case .tooManyWithinReach(let limit, let steps):
            Explanation(
                summary: "more than \(limit) pairs of nodes within \(steps) steps of each other",
                cause: "weights by distance are kept for each pair",
                remedies: ["take the ties themselves as weights", "count fewer steps"])
        case .nodesNeeded(let method):
            Explanation(
                summary: "\(method) needs a file of nodes", cause: "ties do not say when nodes adopt",
                remedies: ["give --nodes with a row for each node: node, time"])
        case .repeatedNodes(let count):
            Explanation(
                summary: "\(count) rows of nodes repeat a node", cause: "a node adopts once",
                remedies: ["leave one row for each node"])
        case .unknownMethod(let name, let known):
            Explanation(
                summary: "'\(name)' is no method", cause: "the methods are \(known.joined(separator: ", "))",
                remedies: nearestName(to: name, in: known).map { ["write '\($0)'"] } ?? ["choose one of them"])
        }
    }
}

/// Runs an estimator and names its error as one of this module.
func estimating<Value>(_ body: () throws(StatisticsError) -> Value) throws(DiffusionError) -> Value {
    do {
        return try body()
    } catch {
        throw .statistics(error)
    }
}
