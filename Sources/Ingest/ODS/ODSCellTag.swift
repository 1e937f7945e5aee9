import CExpat

/// The attributes of a cell's tag.
///
/// It holds pointers into the parser's memory and is used up within the callback that it is made in.
@safe struct ODSCellTag {
    private(set) var cell = ODSCell()
    /// Whether times go on after a day by the cell's own style; nil when it has none.
    private(set) var ownStyle: Bool?
    /// Whether a number of repetitions is none.
    private(set) var isWrong = false
    /// The stored value, by the type that the tag states.
    private(set) var value: UnsafePointer<XML_Char>?

    init(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>, elapsedStyles: Set<String>) {
        // The type may stand behind the value.
        var number: UnsafePointer<XML_Char>?
        var text: UnsafePointer<XML_Char>?
        var date: UnsafePointer<XML_Char>?
        var time: UnsafePointer<XML_Char>?
        var boolean: UnsafePointer<XML_Char>?
        var index = 0
        while let key = unsafe attributes[index], let written = unsafe attributes[index + 1] {
            index += 2
            let name = unsafe ODSName(key)
            switch name.vocabulary {
            case .office where name.isName(.office, "value-type"):
                if cell.type != .error { cell.type = unsafe ODSCellType(written) }
            case .office where name.isName(.office, "value"): unsafe number = written
            case .office where name.isName(.office, "string-value"): unsafe text = written
            case .office where name.isName(.office, "date-value"): unsafe date = written
            case .office where name.isName(.office, "time-value"): unsafe time = written
            case .office where name.isName(.office, "boolean-value"): unsafe boolean = written
            case .table: unsafe take(name, written, elapsedStyles)
            case .calc where name.isName(.calc, "value-type"):
                if unsafe isName(written, "error") { cell.type = .error }
            default: break
            }
        }
        switch cell.type {
        case .number: unsafe value = number
        case .string: unsafe value = text
        case .date: unsafe value = date
        case .time: unsafe value = time
        case .boolean: unsafe value = boolean
        case .none, .error: unsafe value = nil
        }
        cell.hasValue = unsafe value != nil
    }

    private mutating func take(
        _ name: ODSName, _ written: UnsafePointer<XML_Char>, _ elapsedStyles: Set<String>
    ) {
        if name.isName(.table, "number-columns-repeated") {
            if let count = unsafe odsCount(written) { cell.repeated = count } else { isWrong = true }
        } else if name.isName(.table, "style-name") {
            if !elapsedStyles.isEmpty { ownStyle = unsafe elapsedStyles.contains(String(cString: written)) }
        } else if name.isName(.table, "number-columns-spanned") {
            cell.columnsSpanned = unsafe odsCount(written) ?? 1
        } else if name.isName(.table, "number-rows-spanned") {
            cell.rowsSpanned = unsafe odsCount(written) ?? 1
        } else if name.isName(.table, "formula") {
            cell.hasFormula = true
        }
    }
}
