import CGLPK

/// A choice of as few things as possible under rows that say which of them are needed: minimise Σ cost · x over x in {0, 1},
/// with every row Σ coefficient · x ≥ bound.
///
/// Lives within ``withLinearPrograms(_:)``, like ``LinearProgram``.
@safe final class CoveringProgram {
    private let problem: OpaquePointer
    private let columnCount: Int

    /// A program without rows.
    ///
    /// - Parameters:
    ///   - costs: The cost of each column, zero or more.
    ///   - isWhole: Whether each column is 0 or 1, not anything between.
    init(costs: [Double], isWhole: [Bool]) {
        precondition(!costs.isEmpty && costs.count == isWhole.count && costs.count < 1_000_000)
        unsafe problem = glp_create_prob()
        columnCount = costs.count
        unsafe glp_add_cols(problem, Int32(columnCount))
        unsafe glp_set_obj_dir(problem, GLP_MIN)
        for (index, cost) in costs.enumerated() {
            unsafe glp_set_obj_coef(problem, Int32(index + 1), cost)
            if isWhole[index] {
                unsafe glp_set_col_kind(problem, Int32(index + 1), GLP_BV)
            } else {
                unsafe glp_set_col_bnds(problem, Int32(index + 1), GLP_DB, 0, 1)
            }
        }
    }

    deinit { unsafe glp_delete_prob(problem) }

    /// Adds Σ coefficient · column ≥ bound; columns count from 0, none twice.
    func require(_ terms: [(column: Int, coefficient: Double)], atLeast bound: Double) {
        precondition(terms.allSatisfy { $0.column >= 0 && $0.column < columnCount })
        precondition(Set(terms.map(\.column)).count == terms.count)
        let row = unsafe glp_add_rows(problem, 1)
        unsafe glp_set_row_bnds(problem, row, GLP_LO, bound, 0)
        unsafe glp_set_mat_row(
            problem, row, Int32(terms.count), [0] + terms.map { Int32($0.column + 1) }, [0] + terms.map(\.coefficient))
    }

    /// The cheapest choice.
    ///
    /// - Parameter nodes: How many nodes may be searched, less those that were; a measure that does not depend on the machine.
    /// - Returns: The value of each column; nil when there is no choice, or none was proved the cheapest in time.
    func cheapest(nodes: inout Int) -> [Double]? {
        var settings = unsafe glp_iocp()
        unsafe glp_init_iocp(&settings)
        unsafe settings.msg_lev = GLP_MSG_OFF
        unsafe settings.presolve = GLP_ON
        let status = unsafe withUnsafeMutablePointer(to: &nodes) { counter in
            unsafe settings.cb_info = UnsafeMutableRawPointer(counter)
            unsafe settings.cb_func = { tree, info in
                guard let info = unsafe info, unsafe glp_ios_reason(tree) == GLP_ISELECT else { return }
                let counter = unsafe info.assumingMemoryBound(to: Int.self)
                unsafe counter.pointee -= 1
                if unsafe counter.pointee < 0 { unsafe glp_ios_terminate(tree) }
            }
            return unsafe glp_intopt(problem, &settings)
        }
        guard status == 0, unsafe glp_mip_status(problem) == GLP_OPT else { return nil }
        return (1...columnCount).map { unsafe glp_mip_col_val(problem, Int32($0)) }
    }
}
