public import Statistics

/// A diffusion method that can be run by name over the columns of any CSV; see ``Statistics/EstimateMethod``.
///
/// Names are stable: scripts and methods sections cite them. The methods of a topic stand in one file of the folder Methods, each
/// with its columns and what it computes.
public struct DiffusionMethod: Sendable {
    typealias Body = @Sendable (MethodInput, EstimateOptions) throws(DiffusionError) -> [MethodValue]

    /// A stable name such as `adoption-curve`.
    public let name: String
    /// What it computes, in a sentence.
    public let summary: String
    /// The columns that it takes, in the order of its arguments.
    public let columns: [MethodColumn]
    /// What it may be told besides its columns and the confidence level.
    public let options: [MethodOption]
    private let body: Body

    init(
        _ name: String, _ summary: String, columns: [MethodColumn], options: [MethodOption] = [], body: @escaping Body
    ) {
        self.name = name
        self.summary = summary
        self.columns = columns
        self.options = options
        self.body = body
    }

    /// All methods, by topic.
    public static let all: [DiffusionMethod] =
        adoptionMethods + growthMethods + networkMethods + exposureMethods + treeMethods + spaceMethods

    /// The method of a name.
    ///
    /// - Throws: ``DiffusionError/unknownMethod(_:known:)``.
    public init(named name: String) throws(DiffusionError) {
        guard let method = Self.all.first(where: { $0.name == name }) else {
            throw .unknownMethod(name, known: Self.all.map(\.name))
        }
        self = method
    }

    /// Runs the method.
    ///
    /// - Parameters:
    ///   - table: The columns of the file; those that the method does not take are ignored.
    ///   - options: Confidence level and conventions.
    /// - Returns: Named values in a fixed order, each with a reason where there is no value.
    /// - Throws: ``DiffusionError``.
    public func evaluate(
        _ table: MethodTable, options: EstimateOptions = EstimateOptions()
    ) throws(DiffusionError) -> [MethodValue] {
        let input = try estimating { () throws(StatisticsError) in
            try MethodInput(table, wanted: columns, method: name)
        }
        return try body(input, options)
    }
}
