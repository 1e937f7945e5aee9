/// Digits in groups, and whether they are written as a phone number.
///
/// Numbers are everywhere in tables, so a phone number is only what is written as one:
///
/// - `+` and a country: nine to fifteen digits, in groups or, from ten digits on, without; not in groups of thousands, as sums are.
/// - `00` and a country: eleven to sixteen digits in groups, or `00358` and digits.
/// - A Finnish mobile number, `04…` or `050…`: nine to eleven digits in groups, the first of three or four; ten without groups only in
///   a text with letters or in a column that is named after phones, as a reference number looks the same.
/// - A Finnish area or service number, such as `09 123 4567`: an area code and eight to eleven digits in groups, one of them of three or
///   more, since days, months and hours have two or four.
///
/// Groups are parted by a space, a no-break space, a dash or brackets. Digits that follow a letter, a digit with a mark (`12.040`), or a
/// group of four as account numbers have it are part of something longer; so are those that a letter or a mark and a digit follow.
@safe struct PhoneForm {
    /// Where it starts, its plus sign or bracket included, and behind its last digit.
    private(set) var start: Int
    private(set) var end: Int
    private var digits: [UInt8] = []
    private var groups: [Int] = []
    private let hasPlus: Bool

    /// Reads groups of digits.
    ///
    /// - Parameters:
    ///   - first: The first digit.
    ///   - start: The bounds of the text.
    init(_ bytes: UnsafePointer<UInt8>, first: Int, from start: Int, to limit: Int) {
        hasPlus = unsafe first > start && bytes[first - 1] == 0x2B
        self.start = hasPlus ? first - 1 : first
        if self.start > start, unsafe bytes[self.start - 1] == 0x28 { self.start -= 1 }
        end = first
        var place = first
        while place < limit, digits.count <= 16 {
            let groupStart = place
            while place < limit, digits.count <= 16, unsafe PersonalData.isDigit(bytes[place]) {
                unsafe digits.append(bytes[place])
                place += 1
            }
            guard place > groupStart else { break }
            groups.append(place - groupStart)
            end = place
            // One separator, or a bracket and one.
            var separators = 0
            while place < limit, separators < 2 {
                let width = unsafe Self.separatorWidth(bytes, place, limit)
                guard width > 0,
                    unsafe separators == 0 || Self.isBracket(bytes[place]) || Self.isBracket(bytes[place - 1])
                else { break }
                place += width
                separators += 1
            }
        }
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == 0x28 || byte == 0x29 }

    /// The width of a space, a no-break space, a dash or a bracket; 0 for anything else.
    private static func separatorWidth(_ bytes: UnsafePointer<UInt8>, _ place: Int, _ limit: Int) -> Int {
        switch unsafe bytes[place] {
        case 0x20, 0x2D, 0x28, 0x29: return 1
        case 0xC2: return unsafe place + 1 < limit && bytes[place + 1] == 0xA0 ? 2 : 0
        case 0xE2:
            guard place + 2 < limit else { return 0 }
            return unsafe bytes[place + 1] == 0x80 && bytes[place + 2] >= 0x90 && bytes[place + 2] <= 0x93 ? 3 : 0
        default: return 0
        }
    }

    /// Whether it is a phone number.
    ///
    /// - Parameter isNamed: Whether its column is named after phones, or letters stand beside it.
    func isPhoneNumber(isNamed: Bool) -> Bool {
        guard digits.count >= 8, digits.count <= 16 else { return false }
        if hasPlus {
            guard digits[0] != 0x30, digits.count >= 9, digits.count <= 15 else { return false }
            return isGrouped ? !isThousands || digits.count >= 11 : digits.count >= 10
        }
        guard digits[0] == 0x30 else { return false }
        if digits[1] == 0x30 {
            guard digits.count >= 11, digits[2] != 0x30 else { return false }
            return isGrouped || digits[2...].starts(with: [0x33, 0x35, 0x38])
        }
        if digits[1] == 0x34 || digits[1] == 0x35 && digits[2] == 0x30 {
            guard isGrouped else { return digits.count == 10 && isNamed }
            return digits.count >= 9 && digits.count <= 11 && (3...4).contains(groups[0])
                && groups.dropFirst().allSatisfy { $0 >= 2 }
        }
        return isLandline
    }

    var isGrouped: Bool { groups.count > 1 }

    private var isThousands: Bool { groups.count > 1 && groups[0] <= 3 && groups.dropFirst().allSatisfy { $0 == 3 } }

    private static let areaCodes: Set<String> = [
        "02", "03", "05", "06", "08", "09", "010", "013", "014", "015", "016", "017", "018", "019", "020", "029", "030",
        "071", "073", "075",
    ]
    private static let services: Set<String> = ["0600", "0700", "0800"]

    private var isLandline: Bool {
        guard groups.count >= 2, digits.count <= 11, groups.dropFirst().allSatisfy({ $0 >= 2 }),
            groups.dropFirst().contains(where: { $0 >= 3 }), groups != [2, 2, 4]
        else { return false }
        let code = String(decoding: digits.prefix(groups[0]), as: UTF8.self)
        // 0800-1600 are hours.
        return Self.areaCodes.contains(code) || Self.services.contains(code) && digits.count >= 9
    }
}

extension PersonalData {
    /// The bounds of the phone number whose first digit is at `first`; nil when there is none.
    ///
    /// - Parameter isNamed: Whether the column is named after phones.
    static func phoneNumber(
        _ bytes: UnsafePointer<UInt8>, first: Int, from start: Int, to end: Int, isNamed: Bool
    ) -> Range<Int>? {
        guard unsafe mayStart(bytes, first, from: start) else { return nil }
        let form = unsafe PhoneForm(bytes, first: first, from: start, to: end)
        guard unsafe form.isPhoneNumber(isNamed: isNamed || hasLetters(bytes, from: start, to: end)) else { return nil }
        // INV-0401234567 is an invoice.
        if !form.isGrouped, form.start > start, unsafe bytes[form.start - 1] == 0x2D { return nil }
        if form.end < end {
            let next = unsafe bytes[form.end]
            if isWord(next) || next == 0x5F { return nil }
            let isMark = [0x2E, 0x2C, 0x2F, 0x3A].contains(next)
            if isMark, form.end + 1 < end, unsafe isDigit(bytes[form.end + 1]) { return nil }
        }
        return form.start..<form.end
    }

    /// Whether what stands before a digit lets a phone number start with it.
    private static func mayStart(_ bytes: UnsafePointer<UInt8>, _ first: Int, from start: Int) -> Bool {
        var place = first
        if place > start, unsafe bytes[place - 1] == 0x2B { place -= 1 }
        if place > start, unsafe bytes[place - 1] == 0x28 { place -= 1 }
        guard place > start else { return true }
        let before = unsafe bytes[place - 1]
        // A letter, and the signs of paths, addresses of pages and codes.
        if isDigit(before) || before >= 0x40 && before < 0x80 || [0x23, 0x26, 0x2B, 0x2F, 0x3D].contains(before) {
            return false
        }
        guard place - 1 > start, unsafe isDigit(bytes[place - 2]) else { return true }
        if [0x2E, 0x2C, 0x2D, 0x3A].contains(before) { return false }
        // A group of four before it: an account number goes on.
        guard before == 0x20, place - 5 >= start else { return true }
        return !(2...5).allSatisfy { unsafe isDigit(bytes[place - $0]) }
    }

    private static func hasLetters(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Bool {
        for place in start..<end where unsafe bytes[place] & 0xDF >= 0x41 && bytes[place] & 0xDF <= 0x5A { return true }
        return false
    }

    /// Whether a column's name says that it holds phone numbers.
    static func isNamedAfterPhones(_ name: String) -> Bool {
        let words = name.lowercased().split { !$0.isLetter }
        return words.contains { word in
            ["puh", "gsm", "tel", "tfn", "mobile", "mobil", "matkapuhelin"].contains { word == $0 }
                || word.hasPrefix("puhelin") || word.hasPrefix("telefon") || word.hasPrefix("phone")
                || word.hasPrefix("telephone") || word.hasSuffix("puhelin") || word.hasSuffix("phone")
                || word.hasSuffix("puhelinnumero") || word.hasSuffix("telefonnummer")
        }
    }
}
