import CGLPK
import Synchronization

/// GLPK keeps its state in one environment per thread; a build without thread-local storage has one for the process. One
/// at a time is right for both.
private let oneAtATime = Mutex(())

/// Runs work that uses linear programs, alone in the process, and frees GLPK's memory after it.
func withLinearPrograms<Value: Sendable, Failure: Error>(_ work: () throws(Failure) -> Value) throws(Failure) -> Value {
    let result: Result<Value, Failure> = oneAtATime.withLock { _ in
        glp_term_out(GLP_OFF)
        defer { glp_free_env() }
        do throws(Failure) {
            return .success(try work())
        } catch {
            return .failure(error)
        }
    }
    return try result.get()
}

/// The terms of one row, to be filled again for the next without a new allocation.
struct RowTerms {
    // GLPK counts from 1, and leaves the element 0 unread.
    fileprivate var columns: [Int32] = [0]
    fileprivate var coefficients: [Double] = [0]

    mutating func add(_ column: Int, _ coefficient: Double) {
        columns.append(Int32(truncatingIfNeeded: column + 1))
        coefficients.append(coefficient)
    }

    mutating func removeAll() {
        columns.removeSubrange(1...)
        coefficients.removeSubrange(1...)
    }
}

/// A linear program: columns within bounds, rows of sums of columns within bounds, an objective to be as large as possible.
///
/// It lives within ``withLinearPrograms(_:)``, on one thread. GLPK aborts the process when an index is out of range, so every
/// index is checked here first.
@safe final class LinearProgram {
    private let problem: OpaquePointer
    let columnCount: Int
    let rowCount: Int
    /// The last call that gave each column a term, to notice one that is given two.
    private var lastTerms: [Int]
    private var calls = 0

    init(columns: Int, rows: Int) {
        precondition(columns > 0 && rows >= 0 && columns < 50_000_000 && rows < 50_000_000)
        unsafe problem = glp_create_prob()
        columnCount = columns
        rowCount = rows
        lastTerms = [Int](repeating: 0, count: columns)
        unsafe glp_add_cols(problem, Int32(columns))
        if rows > 0 { unsafe glp_add_rows(problem, Int32(rows)) }
        unsafe glp_set_obj_dir(problem, GLP_MAX)
    }

    deinit { unsafe glp_delete_prob(problem) }

    /// Holds a column within bounds; columns count from 0.
    func bound(column: Int, _ lower: Double, _ upper: Double) {
        precondition(column >= 0 && column < columnCount)
        let kind = lower < upper ? GLP_DB : GLP_FX
        unsafe glp_set_col_bnds(problem, Int32(column + 1), kind, lower, max(lower, upper))
    }

    /// Holds a row at a value.
    func fix(row: Int, at value: Double) {
        precondition(row >= 0 && row < rowCount)
        unsafe glp_set_row_bnds(problem, Int32(row + 1), GLP_FX, value, value)
    }

    /// Holds a row at or above a value.
    func bound(row: Int, atLeast value: Double) {
        precondition(row >= 0 && row < rowCount)
        unsafe glp_set_row_bnds(problem, Int32(row + 1), GLP_LO, value, 0)
    }

    /// Replaces the terms of a row; no column may appear twice.
    func setTerms(row: Int, _ terms: RowTerms) {
        precondition(row >= 0 && row < rowCount)
        calls += 1
        unsafe lastTerms.withUnsafeMutableBufferPointer { last in
            for column in terms.columns.dropFirst() {
                let column = Int(column) - 1
                unsafe precondition(column >= 0 && column < columnCount && last[column] != calls)
                unsafe last[column] = calls
            }
        }
        unsafe glp_set_mat_row(
            problem, Int32(row + 1), Int32(terms.columns.count - 1), terms.columns, terms.coefficients)
    }

    func setObjective(column: Int, _ coefficient: Double) {
        precondition(column >= 0 && column < columnCount)
        unsafe glp_set_obj_coef(problem, Int32(column + 1), coefficient)
    }

    /// Solves it from where the last solution left off.
    ///
    /// - Parameter dual: Whether all zeros, or where the last solution left off, is as good as any but breaks some rows: the dual
    ///   simplex method then mends these, where the primal one would first look for any solution at all.
    /// - Returns: Whether there is a solution that is as good as any.
    func solve(dual: Bool = false) -> Bool {
        if run(presolve: false, dual: dual) { return true }
        // The last basis may be of no use after many changes; a start from the beginning decides.
        unsafe glp_std_basis(problem)
        return run(presolve: true, dual: false)
    }

    private func run(presolve: Bool, dual: Bool) -> Bool {
        var settings = glp_smcp()
        unsafe glp_init_smcp(&settings)
        settings.msg_lev = GLP_MSG_OFF
        settings.presolve = presolve ? GLP_ON : GLP_OFF
        settings.meth = dual ? GLP_DUALP : GLP_PRIMAL
        settings.it_lim = 1_000_000
        return unsafe glp_simplex(problem, &settings) == 0 && glp_get_status(problem) == GLP_OPT
    }

    /// A column's value in the last solution.
    func value(column: Int) -> Double {
        precondition(column >= 0 && column < columnCount)
        return unsafe glp_get_col_prim(problem, Int32(column + 1))
    }

    /// What one unit more of a row's bound would add to the objective of the last solution.
    func price(row: Int) -> Double {
        precondition(row >= 0 && row < rowCount)
        return unsafe glp_get_row_dual(problem, Int32(row + 1))
    }
}
