/// A cell whose tags are written as spreadsheet programs write them, such as `<c r="B2" s="1" t="s"><v>12</v></c>`.
struct PlainCell {
    private(set) var attributes = CellAttributes()
    /// Where the reference stands; nil when there is none.
    private(set) var reference: Range<Int>?
    /// Where the text of the value stands.
    private(set) var value = 0..<0

    /// Reads a cell and moves behind it; nil when it is anything but plain, or cut off.
    @inline(__always)
    init?(_ text: inout PlainText) {
        guard text.skip("<c"), readAttributes(&text) else { return nil }
        if text.skip(UInt8(ascii: "/")) {
            guard text.skip(UInt8(ascii: ">")) else { return nil }
            return
        }
        guard text.skip(UInt8(ascii: ">")) else { return nil }
        text.skipBlanks()
        if text.skip("<v>") {
            guard readValue(&text, end: "</v>") else { return nil }
            attributes.hasValue = true
        } else if text.skip("<f>") {
            guard text.text() != nil, text.skip("</f>") else { return nil }
            attributes.hasFormula = true
            text.skipBlanks()
            if text.skip("<v>") {
                guard readValue(&text, end: "</v>") else { return nil }
                attributes.hasValue = true
            }
        } else if text.skip("<is><t>") {
            guard readValue(&text, end: "</t></is>") else { return nil }
            attributes.hasInline = true
        }
        text.skipBlanks()
        guard text.skip("</c>") else { return nil }
    }

    @inline(__always)
    private mutating func readValue(_ text: inout PlainText, end: StaticString) -> Bool {
        guard let bounds = text.text() else { return false }
        value = bounds
        return text.skip(end)
    }

    /// Reads `r`, `s` and `t`, each at most once.
    @inline(__always)
    private mutating func readAttributes(_ text: inout PlainText) -> Bool {
        var (hasStyle, hasType) = (false, false)
        while text.skip(UInt8(ascii: " ")) {
            let name = text.byte
            text.place &+= 1
            guard text.skip(UInt8(ascii: "=")), let bounds = text.value() else { return false }
            switch name {
            case UInt8(ascii: "r"):
                guard reference == nil else { return false }
                reference = bounds
            case UInt8(ascii: "s"):
                guard !hasStyle, let style = text.span(bounds, { wholeNumber($0) }) else { return false }
                attributes.style = style
                hasStyle = true
            case UInt8(ascii: "t"):
                guard !hasType, let type = text.span(bounds, { CellType($0) }) else { return false }
                attributes.type = type
                hasType = true
            default: return false
            }
        }
        return true
    }
}

extension CellType {
    /// The types that are written in plain cells; nil for others.
    @inline(__always)
    fileprivate init?(_ text: borrowing Span<UInt8>) {
        switch (text.count, text.isEmpty ? 0 : text[0]) {
        case (1, UInt8(ascii: "s")): self = .sharedString
        case (1, UInt8(ascii: "n")): self = .number
        case (1, UInt8(ascii: "b")): self = .boolean
        case (3, UInt8(ascii: "s")) where text[1] == UInt8(ascii: "t") && text[2] == UInt8(ascii: "r"):
            self = .formulaText
        case (9, UInt8(ascii: "i")) where text[6] == UInt8(ascii: "S"):
            let name: StaticString = "inlineStr"
            for place in 0..<9 where unsafe text[place] != name.utf8Start[place] { return nil }
            self = .inlineString
        default: return nil
        }
    }
}

/// A whole number without sign of at most nine digits; nil for anything else.
@inline(__always)
private func wholeNumber(_ text: borrowing Span<UInt8>) -> Int? {
    guard text.count > 0, text.count <= 9 else { return nil }
    var value = 0
    for place in 0..<text.count {
        let digit = text[place] &- UInt8(ascii: "0")
        guard digit <= 9 else { return nil }
        value = value &* 10 &+ Int(digit)
    }
    return value
}
