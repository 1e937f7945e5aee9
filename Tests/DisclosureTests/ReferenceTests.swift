import Indicators
import Testing

@testable import Disclosure

@Test(arguments: ["haireye_t16", "titanic_hier_t6"]) func reference(name: String) throws {
    let c = try ReferenceCase(name)
    let policy = try DisclosurePolicy(threshold: c.threshold, protectionLevel: .notExact)
    let clock = ContinuousClock()
    let start = clock.now
    let r = try protect([c.set], policy: policy, relations: c.relations)
    print(
        name, "optimum", c.optimum, "found", r.sets[0].withheldCount, r.primaryCount, r.secondaryCount,
        r.narrowest?.bounds ?? "", clock.now - start)
    for (figure, cell) in zip(r.sets[0].figures, c.cells) where figure.value.isWithheld { print(cell) }
    let r2 = try protect([c.set], policy: try DisclosurePolicy(threshold: c.threshold), relations: c.relations)
    print("standard level", r2.sets[0].withheldCount, r2.narrowest?.bounds ?? "", r2.narrowest?.cell ?? "")
}
