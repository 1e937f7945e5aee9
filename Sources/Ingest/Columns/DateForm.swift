/// A form that dates can have.
enum DateForm: Sendable, Hashable {
    /// What a mapping says nothing about: ISO and Finnish dates.
    case usual
    /// A spreadsheet's number of days, as text.
    case serial(DateSystem)
    case parts([DatePattern.Part])

    /// A form with a name in place of letters; nil when the name is none.
    init?(named name: String) {
        switch name {
        case "usual": self = .usual
        case "excel-serial": self = .serial(.from1900)
        case "excel-serial-1904": self = .serial(.from1904)
        default: return nil
        }
    }

    /// The same letters with the day in the month's place and the other way round.
    fileprivate var exchanged: DateForm {
        guard case .parts(let parts) = self else { return self }
        return .parts(
            parts.map { part in
                switch part {
                case .field(UInt8(ascii: "d"), let width): .field(UInt8(ascii: "M"), width: width)
                case .field(UInt8(ascii: "M"), let width): .field(UInt8(ascii: "d"), width: width)
                default: part
                }
            })
    }

    /// The same letters, whatever their number but for the year's.
    fileprivate var widthless: DateForm {
        guard case .parts(let parts) = self else { return self }
        return .parts(
            parts.map { part in
                guard case .field(let letter, _) = part, letter != UInt8(ascii: "y") else { return part }
                return .field(letter, width: 1)
            })
    }
}

extension DatePattern {
    /// Whether the forms are also those that are read without a declaration.
    var takesUsual: Bool { forms.contains(.usual) }

    /// Whether two of the forms read the same text as different days.
    var isAmbiguous: Bool {
        let plain = forms.map(\.widthless)
        return plain.contains { form in form.exchanged != form && plain.contains(form.exchanged) }
    }
}

extension DatePattern {
    /// 31 August 2024, at half past two in the afternoon, as the first of the forms writes it; nil where the usual forms are read too.
    public var example: String? {
        guard !takesUsual, let first = forms.first else { return nil }
        switch first {
        case .usual: return nil
        case .serial(.from1900): return "45535"
        case .serial(.from1904): return "44073"
        case .parts(let parts):
            let bytes = parts.flatMap { part -> [UInt8] in
                switch part {
                case .field(let letter, let width): Array(Self.exampleField(letter, width).utf8)
                case .literal(let byte): [byte]
                case .blanks: [0x20]
                }
            }
            return String(decoding: bytes, as: UTF8.self).split(separator: " ").joined(separator: " ")
        }
    }

    private static func exampleField(_ letter: UInt8, _ width: Int) -> String {
        switch letter {
        case UInt8(ascii: "y"): width == 4 ? "2024" : "24"
        case UInt8(ascii: "M"): width > 1 ? "08" : "8"
        case UInt8(ascii: "d"): "31"
        case UInt8(ascii: "H"): "14"
        case UInt8(ascii: "h"): width > 1 ? "02" : "2"
        case UInt8(ascii: "m"): "30"
        case UInt8(ascii: "s"): width > 1 ? "00" : "0"
        case UInt8(ascii: "a"): "PM"
        // A time zone need not be written.
        default: ""
        }
    }
}

extension DateSystem {
    /// Reads a serial number written as text, with a decimal comma or point; nil when it is none, or has no day.
    func reading(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> DateText.Reading? {
        let (from, to) = unsafe trimmedRange(bytes, start, end)
        guard from < to, to - from <= 24 else { return nil }
        // Spreadsheets write more decimals of a day than numbers are kept with.
        var text = ""
        for place in from..<to {
            let byte = unsafe bytes[place]
            guard byte &- 0x30 <= 9 || byte == 0x2E || byte == 0x2C else { return nil }
            text.unicodeScalars.append(byte == 0x2C ? "." : UnicodeScalar(byte))
        }
        guard let number = Double(text), let date = SerialDate(serial: number, system: self), !date.isPhantomLeapDay,
            let day = date.dayNumber.flatMap({ Int32(exactly: $0) })
        else { return nil }
        // A whole number is a day, and has no time.
        let isDay = number.rounded() == number
        return DateText.Reading(day: day, second: isDay ? nil : Int64(date.millisecondOfDay / 1000))
    }
}

/// What a date written in part lacks.
public enum DateLack: String, Sendable, Hashable, CaseIterable {
    case day
    case dayAndMonth = "day and month"
    case year
    case century

    /// What a text lacks that would be a date with it; nil when it is a date or no part of one.
    init?(_ text: String) {
        let parts = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let numbers = parts.map { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
        func isYear(_ place: Int) -> Bool { parts[place].count == 4 && (1900...2199).contains(numbers[place] ?? 0) }
        func isMonth(_ place: Int) -> Bool { parts[place].count <= 2 && (1...12).contains(numbers[place] ?? 0) }
        func isDay(_ place: Int) -> Bool { parts[place].count <= 2 && (1...31).contains(numbers[place] ?? 0) }
        switch parts.count {
        case 1:
            guard isYear(0) else { return nil }
            self = .dayAndMonth
        case 2:
            let isNamed = Self.months.contains { parts[0].lowercased().hasPrefix($0) } && isYear(1)
            if isNamed || isMonth(0) && isYear(1) || isYear(0) && isMonth(1) {
                self = .day
            } else if text.contains("."), isDay(0), isMonth(1) {
                self = .year
            } else {
                return nil
            }
        case 3...:
            guard text.contains("."), isDay(0), isMonth(1), parts[2].count == 2, numbers[2] != nil else { return nil }
            self = .century
        default: return nil
        }
    }

    /// How the names of months begin in Finnish, Swedish and English.
    private static let months = [
        "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu", "jan",
        "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec",
    ]
}
