/// What numbers are counted in, with the ways in which people write it after a number.
public enum NumberUnit: String, Sendable, Hashable, CaseIterable {
    /// Of a hundred: `45 %` is 45.
    case percent
    /// Of one: `45 %` is 0.45, and so is a cell that a spreadsheet shows as 45 %.
    case share
    case euro
    case piece
    case minute
    case hour
    case day

    /// How often this unit goes into what is written, as a fraction.
    struct Factor: Sendable, Hashable {
        let numerator: Int64
        let denominator: Int64

        init(_ numerator: Int64, _ denominator: Int64 = 1) {
            self.numerator = numerator
            self.denominator = denominator
        }
    }

    /// What may stand after a number, in small letters and without a full stop at its end.
    var spellings: [String: Factor] {
        switch self {
        case .percent: Self.spelled(Self.percents, Factor(1))
        case .share: Self.spelled(Self.percents, Factor(1, 100))
        case .euro:
            Self.spelled(["€", "e", "eur", "euroa", "euro", "euron", "euros"], Factor(1))
                .merging(
                    Self.spelled(
                        ["k€", "t€", "te", "teur", "keur", "1000 €", "tuhatta euroa", "tuhat euroa", "tusen euro"],
                        Factor(1000))
                ) { first, _ in first }
                .merging(
                    Self.spelled(
                        [
                            "m€", "meur", "milj. €", "milj €", "milj. euroa", "milj euroa", "miljoonaa euroa",
                            "miljoona euroa", "mn €", "miljoner euro", "million euros",
                        ], Factor(1_000_000))
                ) { first, _ in first }
        case .piece: Self.spelled(["kpl", "kappaletta", "kappale", "st", "stycken", "pcs", "pc", "pieces"], Factor(1))
        case .minute: Self.times(minute: Factor(1), hour: Factor(60), day: nil)
        case .hour: Self.times(minute: Factor(1, 60), hour: Factor(1), day: nil)
        case .day: Self.times(minute: nil, hour: nil, day: Factor(1))
        }
    }

    private static let percents = ["%", "prosenttia", "prosentti", "pros", "procent", "percent", "per cent"]

    private static func times(minute: Factor?, hour: Factor?, day: Factor?) -> [String: Factor] {
        var all: [String: Factor] = [:]
        func add(_ words: [String], _ factor: Factor?) {
            if let factor { for word in words { all[word] = factor } }
        }
        add(["min", "minuuttia", "minuutti", "minuter", "minut", "minutes", "minute", "mins"], minute)
        add(["h", "t", "tuntia", "tunti", "tim", "timmar", "timme", "hours", "hour", "hrs", "hr"], hour)
        add(["pv", "päivää", "päivä", "pvä", "dagar", "dag", "days", "day", "d"], day)
        return all
    }

    private static func spelled(_ words: [String], _ factor: Factor) -> [String: Factor] {
        Dictionary(words.map { ($0, factor) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Numbers with a unit after them.
struct UnitReader: Sendable {
    enum Reading: Equatable {
        /// The number times 10^places, in the unit of the column.
        case number(Int64)
        case notANumber
        case tooManyDecimals
        case otherMark
        /// A number, and after it something that is not the unit or a part of it.
        case otherUnit
    }

    let unit: NumberUnit
    private let spellings: [String: NumberUnit.Factor]
    /// The decimals read before a number is converted.
    private static let places = 9

    init(_ unit: NumberUnit) {
        self.unit = unit
        spellings = unit.spellings
    }

    /// Reads a number with or without a unit; one without is in the column's unit.
    ///
    /// Whole multiples are exact, so that decimals too many are refused as everywhere; parts, such as the hours of 50 minutes, are
    /// rounded to the places kept, since hardly any of them comes out even.
    func reading(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, places: Int, mark: CSVDialect.DecimalMark?
    ) -> Reading {
        var last = end
        while last > start, unsafe bytes[last - 1] &- 0x30 > 9 { last -= 1 }
        guard last > start else { return .notANumber }
        let suffix = unsafe String(decoding: UnsafeBufferPointer(start: bytes + last, count: end - last), as: UTF8.self)
        var word = plainSpelling(suffix)
        if word.hasSuffix("."), spellings[word] == nil { word.removeLast() }
        let factor = word.isEmpty ? NumberUnit.Factor(1) : spellings[word]
        let read = unsafe WrittenNumber.reading(bytes, start, last, places: Self.places, mark: mark)
        guard case .number(let number) = read else {
            return switch read {
            case .otherMark: .otherMark
            case .tooManyDecimals: .tooManyDecimals
            case .notANumber, .number: .notANumber
            }
        }
        guard let factor else { return .otherUnit }
        return Self.converted(number, by: factor, places: places)
    }

    private static func converted(_ number: Int64, by factor: NumberUnit.Factor, places: Int) -> Reading {
        var scale: Int128 = 1
        for _ in places..<Self.places { scale *= 10 }
        let product = Int128(number) * Int128(factor.numerator)
        let divisor = scale * Int128(factor.denominator)
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
        guard remainder != 0 else { return Int64(exactly: quotient).map(Reading.number) ?? .notANumber }
        guard factor.denominator != 1 else { return .tooManyDecimals }
        // Halves away from zero, as people round.
        let isUp = remainder.magnitude * 2 >= divisor.magnitude
        let rounded = isUp ? quotient + (product < 0 ? -1 : 1) : quotient
        return Int64(exactly: rounded).map(Reading.number) ?? .notANumber
    }
}
