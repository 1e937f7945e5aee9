/// Writes JSON text: keys in the order given, numbers as the shortest text that reads back as the same number.
///
/// Foundation's encoder sorts or scatters keys and costs a third of a small build, so this is our own: objects, arrays,
/// strings, numbers, booleans and null, which is all that results need.
public struct JSONText: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private var depth = 0

    public init() {}

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
        open("{", key)
        body(&self)
        close("}")
    }

    public mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
        open("[", key)
        body(&self)
        close("]")
    }

    public mutating func string(_ key: String? = nil, _ value: String?) {
        begin(key)
        if let value { quote(value) } else { bytes += Array("null".utf8) }
    }

    public mutating func number(_ key: String? = nil, _ value: Double?) {
        begin(key)
        guard let value, value.isFinite else {
            bytes += Array("null".utf8)
            return
        }
        if value == value.rounded(), value.magnitude < 9e15 {
            bytes += Array(String(Int64(value)).utf8)
        } else {
            bytes += Array(value.description.utf8)
        }
    }

    public mutating func integer(_ key: String? = nil, _ value: Int?) {
        begin(key)
        bytes += Array((value.map(String.init) ?? "null").utf8)
    }

    public mutating func boolean(_ key: String? = nil, _ value: Bool) {
        begin(key)
        bytes += Array((value ? "true" : "false").utf8)
    }

    public mutating func strings(_ key: String, _ values: [String: String]) {
        object(key) { json in
            for (name, value) in values.sorted(by: { $0.key < $1.key }) { json.string(name, value) }
        }
    }

    private mutating func open(_ bracket: Character, _ key: String?) {
        begin(key)
        bytes.append(bracket.asciiValue ?? 0)
        depth += 1
        needsComma = false
    }

    private mutating func close(_ bracket: Character) {
        depth -= 1
        bytes.append(bracket.asciiValue ?? 0)
        needsComma = true
        if depth <= 1 { bytes.append(UInt8(ascii: "\n")) }
    }

    private mutating func begin(_ key: String?) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
        if let key {
            quote(key)
            bytes.append(UInt8(ascii: ":"))
        }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
