public import Definitions
public import Diagnostics

/// Which figure goes into which cell of a template, as a map file says.
///
/// ```yaml
/// kaiku: 1
/// cells:
///   - {cell: "Taulu1!C7", figure: "EECO01[gender_group=women]"}
///   - {name: EECO01_total, figure: EECO01}
/// ```
public struct TemplateMap: Sendable, Hashable {
    /// One line of the map.
    public struct Entry: Sendable, Hashable {
        /// Where the figure goes.
        public enum Target: Sendable, Hashable {
            /// A cell such as `Taulu1!C7`.
            case cell(String)
            /// A defined name of the workbook, or `Sheet!name` for one of a sheet.
            case name(String)
        }

        public let target: Target
        /// A reference as in reports, such as `EECO01[gender_group=women]:n`.
        public let figure: String
        /// Whether a formula in the cell gives way.
        public let replacesFormula: Bool
        public let location: RecordLocation

        public init(target: Target, figure: String, replacesFormula: Bool = false, location: RecordLocation) {
            self.target = target
            self.figure = figure
            self.replacesFormula = replacesFormula
            self.location = location
        }
    }

    public let entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries }

    /// Reads a map that its schema, `template-map`, has been held against; what is wrong is reported to the reader.
    public static func decode(_ root: Definition, with reader: DefinitionReader) -> TemplateMap {
        TemplateMap(
            entries: reader.list("cells", in: root) { node in
                let cell = reader.optionalString("cell", in: node)
                let name = reader.optionalString("name", in: node)
                let figure = reader.string("figure", in: node)
                let replaces = reader.bool("replace-formula", in: node, default: false)
                let target: Entry.Target
                switch (cell, name) {
                case (let cell?, nil): target = .cell(cell)
                case (nil, let name?): target = .name(name)
                default:
                    reader.report(
                        "template.map-target", at: node,
                        "the entry names \(cell == nil ? "no cell" : "a cell and a name")",
                        cause: "a figure goes into one place",
                        remedies: ["write either 'cell: \"Sheet!C7\"' or 'name: NAME'"])
                    return nil
                }
                guard let figure else { return nil }
                return Entry(target: target, figure: figure, replacesFormula: replaces, location: node.location)
            })
    }
}
