import Definitions

extension CalculationDecoder {
    /// Adds the breakdowns that a file asks for of indicators of other files, so that a project can publish an indicator of a rule pack
    /// by groups of its own without repeating it.
    ///
    /// - Parameters:
    ///   - root: The file; its `further-breakdowns` are read.
    ///   - indicators: Those of all files, which get the breakdowns.
    func addFurtherBreakdowns(in root: Definition, to indicators: inout [Indicator]) {
        let codes = indicators.map(\.code)
        for node in reader.items("further-breakdowns", in: root) {
            let added = breakdowns("breakdowns", in: node)
            for item in reader.items("indicators", in: node) {
                guard let code = item.string else { continue }
                guard let index = codes.firstIndex(of: code) else {
                    reader.reportUnknown(code, at: item, as: "an indicator", among: codes)
                    continue
                }
                let calculation = indicators[index].calculation
                checkMentions(calculation, added, of: code, node)
                checkPlace(calculation, added, of: code, node)
                checkSpread(calculation, added, of: code, node)
                for names in added where !indicators[index].breakdowns.contains(where: { Set($0) == Set(names) }) {
                    indicators[index].breakdowns.append(names)
                    // What is published is no longer for the authority alone.
                    indicators[index].authorityBreakdowns.removeAll { Set($0) == Set(names) }
                }
            }
        }
    }
}
