/// Digits in groups, as phone numbers are written, and whether they can be one.
struct PhoneNumber {
    private(set) var digits: [UInt8] = []
    /// The sizes of the groups between spaces, hyphens and brackets.
    private var groups: [Int] = []
    private let hasPlus: Bool
    /// Where it ends: behind its last digit.
    private(set) var end: Int

    /// Reads digits and single separators from a plus sign, an opening bracket or a digit on.
    init(_ bytes: [UInt8], _ start: Int) {
        var index = start
        hasPlus = bytes[start] == UInt8(ascii: "+")
        if !PersonalDataScan.isDigit(bytes[start]) { index += 1 }
        end = index
        while index < bytes.count, digits.count <= 16 {
            let groupStart = index
            while index < bytes.count, PersonalDataScan.isDigit(bytes[index]) {
                digits.append(bytes[index])
                index += 1
            }
            guard index > groupStart else { break }
            groups.append(index - groupStart)
            end = index
            // One separator, or a bracket and one.
            var separators = 0
            while index < bytes.count, separators < 2 {
                let width = Self.separatorWidth(bytes, index)
                guard width > 0, separators == 0 || Self.isBracket(bytes[index]) || Self.isBracket(bytes[index - 1])
                else {
                    break
                }
                index += width
                separators += 1
            }
        }
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") }

    /// The width of a space, a no-break space or a hyphen; 0 for anything else.
    private static func separatorWidth(_ bytes: [UInt8], _ index: Int) -> Int {
        switch bytes[index] {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): 1
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: 2
        case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (0x90...0x93).contains(bytes[index + 2]):
            3
        default: 0
        }
    }

    var isPlausible: Bool {
        guard let first = digits.first, let second = digits.dropFirst().first else { return false }
        let zero = UInt8(ascii: "0")
        if hasPlus {
            // "+12 345 678" is a change in euros, until there are more digits than money has.
            return first != zero && (8...15).contains(digits.count) && (!isThousands || digits.count >= 11)
        }
        guard first == zero else { return false }
        if second == zero { return digits.count >= 11 && digits.count <= 16 && digits[2] != zero }
        let isMobile = second == UInt8(ascii: "4") || (second == UInt8(ascii: "5") && digits[2...].first == zero)
        if isMobile { return (9...11).contains(digits.count) && (groups[0] >= 3 || groups.count == 1) }
        return isLandline
    }

    private var isThousands: Bool { groups.count > 1 && groups[0] <= 3 && groups.dropFirst().allSatisfy { $0 == 3 } }

    private static let areaCodes: Set<String> = [
        "02", "03", "05", "06", "08", "09", "010", "013", "014", "015", "016", "017", "018", "019", "020", "029", "030",
        "071", "073", "075", "0600", "0700", "0800",
    ]

    /// An area code and groups behind it; only with separators, since plain digits may be any number.
    private var isLandline: Bool {
        guard groups.count >= 2, (8...11).contains(digits.count), groups.dropFirst().allSatisfy({ $0 >= 2 }),
            Self.areaCodes.contains(String(decoding: digits.prefix(groups[0]), as: UTF8.self))
        else { return false }
        // 02-03-2024 and 05 2024 are days and months.
        let year = digits.suffix(4).prefix(2)
        let isDate = groups == [2, 2, 4] && (year == [0x31, 0x39] || year == [0x32, 0x30])
        return !isDate
    }
}
