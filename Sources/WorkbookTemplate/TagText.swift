/// A start tag as it is written, taken apart so that one attribute can change and nothing else.
struct TagText {
    /// An attribute with the blanks before it.
    private struct Attribute {
        /// With its prefix.
        let name: String
        let whole: Range<Int>
        /// Between the quotes.
        let value: Range<Int>
    }

    private let bytes: ArraySlice<UInt8>
    /// The name with its prefix.
    let name: String
    private let attributes: [Attribute]
    /// Where the name ends.
    private let nameEnd: Int

    /// - Parameter tag: From `<` to behind `>`; well-formed, as the parser has found.
    init(_ tag: ArraySlice<UInt8>) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        bytes = tag
        var place = tag.startIndex + 1
        func ends(_ place: Int) -> Bool {
            place >= tag.endIndex || tag[place] == UInt8(ascii: ">") || tag[place] == UInt8(ascii: "/")
        }
        while !ends(place), !isBlank(tag[place]) { place += 1 }
        name = String(decoding: tag[min(tag.startIndex + 1, tag.endIndex)..<min(place, tag.endIndex)], as: UTF8.self)
        nameEnd = min(place, tag.endIndex)
        var attributes: [Attribute] = []
        while true {
            let start = place
            while place < tag.endIndex, isBlank(tag[place]) { place += 1 }
            if ends(place) { break }
            let nameStart = place
            while place < tag.endIndex, tag[place] != UInt8(ascii: "="), !isBlank(tag[place]) { place += 1 }
            let attribute = String(decoding: tag[nameStart..<place], as: UTF8.self)
            while place < tag.endIndex, tag[place] != UInt8(ascii: "\""), tag[place] != UInt8(ascii: "'") { place += 1 }
            guard place < tag.endIndex else { break }
            let quote = tag[place]
            let valueStart = place + 1
            place = valueStart
            while place < tag.endIndex, tag[place] != quote { place += 1 }
            guard place < tag.endIndex else { break }
            attributes.append(Attribute(name: attribute, whole: start..<(place + 1), value: valueStart..<place))
            place += 1
        }
        self.attributes = attributes
    }

    /// The prefix of the name with its colon; empty without one.
    var prefix: String { name.firstIndex(of: ":").map { String(name[...$0]) } ?? "" }

    /// The tag with one attribute set, and some others left out.
    ///
    /// - Parameters:
    ///   - value: Plain ASCII without quotes; nil leaves the attribute out.
    ///   - isEmpty: Whether the tag ends as `/>`; nil as it did.
    func setting(_ attribute: String, to value: String?, leavingOut: [String] = [], isEmpty: Bool? = nil) -> [UInt8] {
        var result = Array(bytes[bytes.startIndex..<nameEnd])
        var isSet = false
        for found in attributes where !leavingOut.contains(found.name) {
            if found.name == attribute {
                guard let value else { continue }
                result += bytes[found.whole.lowerBound..<found.value.lowerBound]
                result += value.utf8
                result += bytes[found.value.upperBound..<found.whole.upperBound]
                isSet = true
            } else {
                result += bytes[found.whole]
            }
        }
        if let value, !isSet { result += " \(attribute)=\"\(value)\"".utf8 }
        let wasEmpty = bytes.count >= 2 && bytes[bytes.endIndex - 2] == UInt8(ascii: "/")
        result += isEmpty ?? wasEmpty ? "/>".utf8 : ">".utf8
        return result
    }
}
