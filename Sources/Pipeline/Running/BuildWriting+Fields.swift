import Diagnostics
import Reporting
import TextReport

extension BuildWriting {
    /// The texts for fields of other forms: their files, the names to show, and the fields that are too long.
    struct FieldFiles {
        var files: [OutputFile] = []
        var names: [String] = []
        var findings: [Finding] = []
    }

    /// Of each document with fields a file with all of them, and in a folder a file each.
    func fieldFiles(_ documents: [Document], to folder: String) throws -> FieldFiles {
        var result = FieldFiles()
        var folders: [String] = []
        for document in documents where document.sections.contains(where: { $0.field != nil }) {
            let language = document.locale.language
            let report = document.information.name
            let mark = document.information.copy.fileMark
            let name = "\(report)\(mark).\(language).txt"
            let fields = fieldTexts(of: document)
            result.findings += fields.compactMap { $0.finding(in: name, locale: document.locale) }
            result.names.append(name)
            result.files.append(
                OutputFile(name: name) {
                    let bytes = Array((textReport(of: document) ?? "").utf8)
                    try scan(bytes, name: name, of: document)
                    try FilePath.write(bytes, to: "\(folder)/\(name)")
                })
            // The texts of the one file are those of the others, which are therefore not read again for personal data.
            let place = LoadedPipeline.folder(ofFieldsOf: report)
            try FilePath.makeFolder("\(folder)/\(place)")
            if !folders.contains(place) { folders.append(place) }
            result.files += fields.map { field in
                let name = "\(place)/\(LoadedPipeline.file(ofField: field.field.id + mark, language))"
                return OutputFile(name: name) {
                    try FilePath.write(Array(field.text.utf8), to: "\(folder)/\(name)")
                }
            }
        }
        result.names += folders
        return result
    }
}

extension LoadedPipeline {
    static func folder(ofFieldsOf report: String) -> String { "\(report)-fields" }

    static func file(ofField id: String, _ language: String) -> String { "\(id).\(language).txt" }

    /// What is to be said of the fields of a build that stands: the same as when it was made.
    func fieldFindings(in build: String) -> [Finding] {
        reports.flatMap { report in
            definition.languages.compactMap { locales[$0] }.flatMap { locale in
                report.sections.compactMap { section -> Finding? in
                    guard let field = section.field?.field(in: locale) else { return nil }
                    let name = Self.file(ofField: field.id + definition.copy.fileMark, locale.language)
                    guard
                        let bytes = try? FilePath.bytes(of: "\(build)/\(Self.folder(ofFieldsOf: report.name))/\(name)")
                    else { return nil }
                    let text = FieldText(field: field, text: String(decoding: bytes, as: UTF8.self))
                    return text.finding(in: "\(report.name).\(locale.language).txt", locale: locale)
                }
            }
        }
    }
}
