import Records
import Reporting

/// What a workbook says of itself in `docProps/core.xml`: title, author, language, dates.
///
/// The workbook library has no property for the language, which screen readers and search go by, so this part is written
/// here, whole.
///
/// - SeeAlso: ECMA-376 Part 2, 11 Core properties.
struct CoreProperties {
    let xml: String

    init(_ document: Document) {
        let information = document.information
        // Midday, so that the as-of day stays the same day in every European time zone.
        let time = "\(information.asOfDay)T12:00:00Z"
        let texts: [(String, String)] = [
            ("dc:title", information.title), ("dc:subject", information.subtitle),
            ("dc:creator", information.organisation), ("cp:keywords", information.keywords.joined(separator: ", ")),
            ("dc:description", information.description), ("cp:lastModifiedBy", information.organisation),
            ("dc:language", document.locale.language),
            ("cp:contentStatus", information.copy == .authority ? information.copyMark : ""),
        ]
        let elements = texts.filter { !$0.1.isEmpty }.map { "<\($0.0)>\(Self.escaped($0.1))</\($0.0)>" }
        let dates = ["created", "modified"].map {
            "<dcterms:\($0) xsi:type=\"dcterms:W3CDTF\">\(time)</dcterms:\($0)>"
        }
        xml =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties"
            + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
            + " xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + (elements + dates).joined()
            + "</cp:coreProperties>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in CellText.line(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
        return result
    }
}
