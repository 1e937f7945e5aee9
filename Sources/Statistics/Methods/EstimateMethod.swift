/// A method that can be run by name over the columns of any CSV, so that it can be checked from outside.
///
/// Names are stable: scripts and methods sections cite them. Each runs the same code as the reports. The methods of a topic
/// stand in one file of this folder, each with its columns and what it computes.
public struct EstimateMethod: Sendable {
    typealias Body = @Sendable (MethodInput, EstimateOptions) throws(StatisticsError) -> [MethodValue]

    /// A stable name such as `paired-change`.
    public let name: String
    /// What it computes, in a sentence.
    public let summary: String
    /// The columns that it takes, in the order of its arguments.
    public let columns: [MethodColumn]
    /// What the further columns of the file are to it, such as items of a scale; nil when they are ignored.
    public let furtherColumns: String?
    /// What it may be told besides its columns and the confidence level.
    public let options: [MethodOption]
    private let body: Body

    init(
        _ name: String, _ summary: String, columns: [MethodColumn], furtherColumns: String? = nil,
        options: [MethodOption] = [], body: @escaping Body
    ) {
        self.name = name
        self.summary = summary
        self.columns = columns
        self.furtherColumns = furtherColumns
        self.options = options
        self.body = body
    }

    /// All methods, by topic.
    public static let all: [EstimateMethod] =
        shareMethods + comparisonMethods + survivalMethods + pairedMethods + bootstrapMethods + groupMethods
        + severalGroupMethods + agreementMethods + weightMethods + scaleMethods + correlationMethods
        + samplingMethods

    /// The method of a name.
    ///
    /// - Throws: ``StatisticsError/unknownMethod(_:known:)``.
    public init(named name: String) throws(StatisticsError) {
        guard let method = Self.all.first(where: { $0.name == name }) else {
            throw .unknownMethod(name, known: Self.all.map(\.name))
        }
        self = method
    }

    /// Runs the method.
    ///
    /// ```swift
    /// let results = try EstimateMethod.mean.evaluate(["value": [1, 2, nil, 3]])
    /// // n 3, n_missing 1, mean 2, sd 1, …
    /// ```
    ///
    /// - Parameters:
    ///   - table: The columns of the file; those that the method does not take are ignored.
    ///   - options: Confidence level and conventions.
    /// - Returns: Named values in a fixed order, each with a reason where there is no value.
    /// - Throws: ``StatisticsError/missingColumn(_:method:available:)``, ``StatisticsError/textInColumn(_:method:)``,
    ///   ``StatisticsError/unequalColumns(_:)``, ``StatisticsError/unexpectedValue(_:column:allowed:)`` and what the method's
    ///   own type throws.
    public func evaluate(
        _ table: MethodTable, options: EstimateOptions = EstimateOptions()
    ) throws(StatisticsError) -> [MethodValue] {
        try body(
            try MethodInput(table, wanted: columns, takesFurther: furtherColumns != nil, method: name), options)
    }
}

/// Something that some methods may be told besides their columns; also the name of the command line's option.
public enum MethodOption: String, Sendable, Hashable, CaseIterable {
    /// The seed of random numbers.
    case seed
    /// The number of resamples.
    case replicates
    /// The columns whose answers run the other way.
    case reversed
    /// The least and greatest answer of a scale.
    case scale
    /// The reliability of a scale.
    case reliability
    /// A second file with a row for each node of a network.
    case nodes
    /// Whether ties go both ways.
    case undirected
    /// How ties of a projection are weighted.
    case weighting
    /// Those who could adopt, instead of an estimate of them.
    case potential
    /// The periods to forecast.
    case horizon
    /// The periods between seeing others adopt and adopting.
    case lag
    /// The margin of error that a sample is to reach.
    case margin
    /// The share that a sample is planned for.
    case expectedShare = "expected-share"
    /// The share of those contacted who are expected to answer.
    case responseRate = "response-rate"
}
