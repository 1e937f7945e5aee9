import Indicators
import Transmission

/// What the figures of this build rest on, as a transmission keeps it.
struct TransmissionInputs {
    private let pipeline: LoadedPipeline
    private let inputs: [TransmissionInput]
    private let marks: [String: String]
    /// The names of files by their places.
    let names: [String: String]

    /// - Parameter marks: A hash of each definition that can change a figure, and of the corrections of each file.
    init(_ pipeline: LoadedPipeline, _ sources: [RunSummary.SourceSummary], marks: [String: String]) {
        self.pipeline = pipeline
        self.marks = marks
        var names: [String: String] = [:]
        inputs = sources.map { source in
            let path = pipeline.place(of: source.file)
            let place = Self.mark(digest([path]))
            names[place] = FilePath.name(of: source.file)
            let corrections = marks[DefinitionMarks.corrections(of: source.table) + path] ?? ""
            return TransmissionInput(
                source: source.source, table: source.table, place: place,
                content: Self.mark(digest([source.contentHash, corrections])))
        }
        self.names = names
    }

    /// The files and definitions that can change a figure of a layout.
    func basis(of layout: TransmissionLayout) -> TransmissionBasis {
        let codes = layout.indicators + (layout.operations.map { $0.indicators + $0.beside } ?? [])
        let nothing = BuildBasis(files: [], definitions: [:])
        let causes = CausesOfChange(pipeline, from: nothing, to: nothing, hasUnknownDefinitions: false)
        let tables = Set(causes.tables(of: codes) + [TransmissionRequests.figureTable])
        let others = pipeline.catalogue.indicators.map(\.code).filter { !codes.contains($0) }
        let unwanted = Set(others.map(DefinitionMarks.indicator) + others.map(DefinitionMarks.programmeRule))
        var definitions: [String: String] = [:]
        for (name, value) in marks where !unwanted.contains(name) {
            let words = name.split(separator: " ", maxSplits: 2).map(String.init)
            switch words[0] {
            case "corrections": continue
            case "table", "rule", "mapping": if words.count < 2 || !tables.contains(words[1]) { continue }
            default: break
            }
            definitions[name] = Self.isPlain(name) ? value : Self.mark(value)
        }
        return TransmissionBasis(inputs: inputs.filter { tables.contains($0.table) }, definitions: definitions)
    }

    /// Whether a mark is a text and no hash.
    private static func isPlain(_ name: String) -> Bool {
        [DefinitionMarks.asOf, DefinitionMarks.period, DefinitionMarks.version].contains(name)
            || name.hasPrefix(DefinitionMarks.programmeRule(of: ""))
    }

    /// A hash in letters, which nobody and no scan takes for a number.
    private static func mark(_ digest: String) -> String {
        let letters = Array("abcdefghijklmnop".utf8)
        let marks = digest.utf8.prefix(24).map { byte -> UInt8 in
            let value =
                byte >= UInt8(ascii: "a") ? Int(byte) - Int(UInt8(ascii: "a")) + 10 : Int(byte) - Int(UInt8(ascii: "0"))
            return letters[min(max(value, 0), 15)]
        }
        return String(decoding: marks, as: UTF8.self)
    }
}
