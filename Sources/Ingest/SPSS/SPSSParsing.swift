internal import CReadStat

/// Why a callback stopped the parsing of an SPSS file.
enum SPSSFailure {
    /// The error of who takes the cases.
    case caller(IngestError)
    case limit(String)
    case damaged(String)
    /// A text is no UTF-8, though ReadStat converted it.
    case encoding
}

/// What ReadStat's callbacks fill while a file is parsed.
///
/// A C callback cannot throw: it keeps the failure here and stops the parser, and the reader throws it.
@safe final class SPSSParsing {
    private(set) var dictionary = SPSSDictionary()
    private(set) var failure: SPSSFailure?
    /// Whether who takes the cases wanted no more of them.
    private(set) var hasEnough = false
    /// Called when the first variable comes.
    var onVariables: (() -> Void)?
    private let limits: SPSSLimits
    private let body: ((Int, [SPSSValue]) throws(IngestError) -> Bool)?
    private var labels = 0
    private var values = 0
    private var row: [SPSSValue] = []

    /// - Parameter body: Takes the cases; nil when only the dictionary is wanted.
    init(limits: SPSSLimits, body: ((Int, [SPSSValue]) throws(IngestError) -> Bool)?) {
        self.limits = limits
        self.body = body
    }

    private func stop(_ reason: SPSSFailure) -> Int32 {
        if failure == nil { failure = reason }
        return abort
    }

    private var abort: Int32 { Int32(READSTAT_HANDLER_ABORT) }
    private var goOn: Int32 { Int32(READSTAT_HANDLER_OK) }

    // MARK: What the callbacks hand over

    fileprivate func take(cases: Int, variables: Int, encoding: String?) -> Int32 {
        dictionary.cases = cases >= 0 ? cases : nil
        dictionary.encoding = encoding
        guard variables <= limits.variables else {
            return stop(.limit("it has \(variables) variables, and the limit is \(limits.variables)"))
        }
        return goOn
    }

    fileprivate func take(_ variable: SPSSVariable, at index: Int) -> Int32 {
        onVariables?()
        guard index == dictionary.variables.count else { return stop(.damaged("its variables are not in order")) }
        guard index < limits.variables else { return stop(.limit("it has over \(limits.variables) variables")) }
        dictionary.variables.append(variable)
        return goOn
    }

    fileprivate func take(label: String, of value: SPSSValue, set: String) -> Int32 {
        labels += 1
        guard labels <= limits.valueLabels else {
            return stop(.limit("it has over \(limits.valueLabels) value labels, the limit"))
        }
        guard label.utf8.count <= limits.bytesPerLabel else {
            return stop(.limit("a value label has over \(limits.bytesPerLabel) bytes, the limit"))
        }
        dictionary.labels[set, default: SPSSLabels()].add(label, for: value)
        return goOn
    }

    fileprivate func take(_ value: SPSSValue, ofCase number: Int, variable index: Int) -> Int32 {
        guard let body, failure == nil, !hasEnough else { return abort }
        guard index == row.count, index < dictionary.variables.count else {
            return stop(.damaged("case \(number) has other values than there are variables"))
        }
        values += 1
        guard values <= limits.values else { return stop(.limit("it has over \(limits.values) values, the limit")) }
        row.append(value)
        guard row.count == dictionary.variables.count else { return goOn }
        defer { row.removeAll(keepingCapacity: true) }
        do throws(IngestError) {
            if try body(number, row) { return goOn }
            hasEnough = true
            return abort
        } catch {
            return stop(.caller(error))
        }
    }

    /// A text of ReadStat's without the blanks at its end; one that is no UTF-8 ends the reading at the next callback.
    @unsafe fileprivate func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        var text: String
        if let valid = unsafe String(validatingCString: pointer) {
            text = valid
        } else {
            _ = stop(.encoding)
            text = unsafe String(cString: pointer)
        }
        while text.utf8.last == 0x20 { text.removeLast() }
        return text
    }

    @unsafe fileprivate func value(_ value: readstat_value_t) -> SPSSValue {
        switch unsafe readstat_value_type_class(value) {
        case READSTAT_TYPE_CLASS_STRING: return unsafe text(readstat_string_value(value)).map { .text($0) } ?? .missing
        default:
            let number = unsafe readstat_double_value(value)
            return unsafe readstat_value_is_system_missing(value) != 0 || number.isNaN ? .missing : .number(number)
        }
    }

    @unsafe fileprivate func variable(
        _ variable: UnsafeMutablePointer<readstat_variable_t>, labelSet: UnsafePointer<CChar>?
    ) -> SPSSVariable {
        let isText = unsafe readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING
        var missing: [SPSSVariable.MissingRange] = []
        let count = unsafe readstat_variable_get_missing_ranges_count(variable)
        for place in 0..<max(0, min(16, count)) {
            let low = unsafe readstat_variable_get_missing_range_lo(variable, place)
            let high = unsafe readstat_variable_get_missing_range_hi(variable, place)
            if isText {
                if let text = unsafe text(readstat_string_value(low)) { missing.append(.text(text)) }
            } else {
                let least = unsafe readstat_double_value(low)
                let greatest = unsafe readstat_double_value(high)
                if least <= greatest { missing.append(.numbers(least...greatest)) }
            }
        }
        let title = unsafe text(readstat_variable_get_label(variable))
        return SPSSVariable(
            name: unsafe text(readstat_variable_get_name(variable)) ?? "",
            title: title.flatMap { $0.isEmpty ? nil : $0 },
            format: unsafe text(readstat_variable_get_format(variable)) ?? "", isText: isText, missing: missing,
            labelSet: unsafe text(labelSet))
    }

    // MARK: The callbacks

    /// Lets a parser call this, which must outlive it. The parser's user context is this object.
    func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
        unsafe readstat_set_metadata_handler(parser) { metadata, context in
            guard let parsing = unsafe SPSSParsing.of(context), let metadata = unsafe metadata else { return 1 }
            return unsafe parsing.take(
                cases: Int(readstat_get_row_count(metadata)), variables: Int(readstat_get_var_count(metadata)),
                encoding: parsing.text(readstat_get_file_encoding(metadata)))
        }
        unsafe readstat_set_variable_handler(parser) { index, variable, labelSet, context in
            guard let parsing = unsafe SPSSParsing.of(context), let variable = unsafe variable else { return 1 }
            return unsafe parsing.take(parsing.variable(variable, labelSet: labelSet), at: Int(index))
        }
        unsafe readstat_set_value_label_handler(parser) { set, value, label, context in
            guard let parsing = unsafe SPSSParsing.of(context) else { return 1 }
            guard let set = unsafe parsing.text(set), let label = unsafe parsing.text(label) else { return 0 }
            return unsafe parsing.take(label: label, of: parsing.value(value), set: set)
        }
        guard body != nil else { return }
        // Without a limit, ReadStat reads no case at all of a plain file that does not say how many it has.
        unsafe readstat_set_row_limit(parser, Int(Int32.max))
        unsafe readstat_set_value_handler(parser) { number, variable, value, context in
            guard let parsing = unsafe SPSSParsing.of(context), let variable = unsafe variable else { return 1 }
            return unsafe parsing.take(
                parsing.value(value), ofCase: Int(number) + 1, variable: Int(readstat_variable_get_index(variable)))
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> SPSSParsing? {
        unsafe context.map { unsafe Unmanaged<SPSSParsing>.fromOpaque($0).takeUnretainedValue() }
    }
}
