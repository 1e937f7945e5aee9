import Diagnostics

extension DiffusionError {
    /// What is wrong with a network, and what to try.
    var networkExplanation: Explanation {
        switch self {
        case .unknownGroup(let group, let groups):
            Explanation(
                summary: "a node is in group \(group)", cause: "groups are numbered from 0 to below \(groups)",
                remedies: ["number the groups from 0"])
        case .unequalGroups(let groups, let nodes):
            Explanation(
                summary: "groups of \(groups) nodes for a network of \(nodes)",
                remedies: ["give each node its group, or none"])
        case .negativeWeight:
            Explanation(
                summary: "a tie weighs less than zero", cause: "the measure takes shares of the weight of all ties",
                remedies: ["leave out ties with negative weights", "leave out the weights"])
        case .tooManyPairs(let pairs, let limit):
            Explanation(
                summary: "a projection would look at \(pairs) pairs",
                cause: "everybody at an event is tied to everybody else there; at most \(limit) pairs are looked at",
                remedies: [
                    "leave out the largest events, such as mass events where nobody meets everybody",
                    "take the events apart into sessions", "take a shorter time",
                ])
        case .unlikeNetworks:
            Explanation(
                summary: "the two networks cannot be compared",
                cause: "they have different nodes, or only one has directions",
                remedies: ["number the nodes of both windows alike", "take both with or both without directions"])
        case .tooManyWindows(let windows, let limit):
            Explanation(
                summary: "the ties are of \(windows) windows", cause: "at most \(limit) are compared",
                remedies: ["write the same window for all ties of a time, such as its year"])
        case .networkLibrary(let reason):
            Explanation(
                summary: "this network measure cannot be computed on this machine", cause: reason,
                remedies: ["install igraph 0.10 (Debian: apt install libigraph3)"])
        case .unknownWeighting(let name, let known):
            Explanation(
                summary: "'\(name)' is no weighting", cause: "the weightings are \(known.joined(separator: ", "))",
                remedies: nearestName(to: name, in: known).map { ["write '\($0)'"] } ?? ["choose one of them"])
        default: Explanation(summary: "the network cannot be measured", remedies: [])
        }
    }
}
