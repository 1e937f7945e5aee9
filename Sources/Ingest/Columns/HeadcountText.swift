/// Headcounts as documents write them: "24", "24 hlö", "n. 300", "noin 60", "300+".
enum HeadcountText {
    /// Words before a number that make it approximate, in Finnish, Swedish and English; longer ones first where one starts
    /// with the other.
    private static let hedges: [StaticString] = [
        "noin", "n.", "n", "arviolta", "suunnilleen", "vajaa", "vajaat", "yli", "reilu", "reilut", "lähes", "melkein",
        "runsaat", "vähintään", "ainakin", "about", "approximately", "approx.", "approx", "around", "roughly", "nearly",
        "over", "almost", "at least", "more than", "some", "cirka", "circa", "ca.", "ca", "c.", "c", "ungefär",
        "omkring", "runt", "drygt", "minst", "över", "nästan", "~", "≈", "±",
    ]
    private static let units: [StaticString] = [
        "hlö", "hlö.", "hlöä", "henkilö", "henkilöä", "henkeä", "osallistujaa", "osallistuja", "kpl", "personer",
        "person",
        "pers.", "deltagare", "st", "people", "persons", "participants", "attendees", "hlöt", "henkilöt", "hengen",
        "henk.", "ihmistä", "osanottajaa", "kävijää", "vierasta", "katsojaa", "kuulijaa", "vastaajaa",
        "ilmoittautunutta",
        "toimijaa", "kappaletta", "besökare", "svarande", "människor", "visitors", "guests", "respondents",
        "attendants",
        "pax",
    ]
    /// Words after a number that make it approximate.
    private static let afterthoughts: [StaticString] = [
        "(arvio)", "(noin)", "(n.)", "(ca)", "(ca.)", "(uppskattning)", "(estimate)", "(approx.)", "(about)",
    ]

    /// The number and whether it is approximate; nil when it is no headcount.
    static func reading(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> (count: Int64, approximate: Bool)? {
        var cursor = unsafe ByteCursor(bytes, start, end)
        cursor.skipBlanks()
        var approximate = false
        for hedge in hedges where cursor.takeWord(hedge) {
            approximate = true
            break
        }
        cursor.skipBlanks()
        let from = cursor.position
        var digits = 0
        while true {
            if cursor.digit() != nil {
                digits += 1
            } else if digits > 0, cursor.atGroupBlank() {
                cursor.skipBlank()
            } else {
                break
            }
        }
        guard digits > 0,
            case .number(let count) = unsafe WrittenNumber.reading(bytes, from, cursor.position, places: 0, mark: nil)
        else { return nil }
        if cursor.take("+") { approximate = true }
        cursor.skipBlanks()
        var length = end
        for word in afterthoughts where cursor.endsWith(word) {
            approximate = true
            length -= word.utf8CodeUnitCount
            cursor.cut(to: length)
            break
        }
        if !cursor.isAtEnd,
            !units.contains(where: { unit in
                var attempt = cursor
                guard attempt.takeWord(unit), rest(&attempt) else { return false }
                cursor = attempt
                return true
            })
        {
            return nil
        }
        cursor.skipBlanks()
        return cursor.isAtEnd ? (count, approximate) : nil
    }

    /// Whether only blanks and a full stop follow; moves over them if so.
    private static func rest(_ cursor: inout ByteCursor) -> Bool {
        _ = cursor.take(".")
        cursor.skipBlanks()
        return cursor.isAtEnd
    }
}
