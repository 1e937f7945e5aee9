import Definitions
public import Diagnostics
public import Records

/// Who sends sources, and can mend them.
public struct SupplierDefinition: Sendable {
    public let id: String
    public let titles: [String: String]
    /// The language of its list; nil for the first of the pipeline.
    public let language: String?
    /// The day by which corrections are asked for, in place of that of all.
    public let due: CalendarDay?
    public let location: RecordLocation
}

/// What the lists of what to fix say besides the problems.
public struct FixListDefinition: Sendable {
    public let due: CalendarDay?
    /// The key of the text that says whom to ask; nil for the contact of the first report.
    public let contact: String?
}

extension PipelineDefinition {
    /// The languages of suppliers that are none of the pipeline's.
    var supplierLanguages: [String] {
        Set(suppliers.compactMap(\.language)).subtracting(languages).sorted()
    }

    /// Who sends a source: whom it names, or itself.
    func supplier(of source: SourceDefinition) -> SupplierDefinition {
        suppliers.first { $0.id == source.supplier }
            ?? SupplierDefinition(
                id: source.id, titles: source.titles, language: nil, due: nil, location: source.location)
    }

    static func suppliers(
        _ root: Definition, _ sources: [SourceDefinition], _ reader: DefinitionReader
    ) -> [SupplierDefinition] {
        let suppliers = reader.optionalList("suppliers", in: root) { node in
            reader.string("id", in: node).map { id in
                SupplierDefinition(
                    id: id, titles: reader.stringsByKey("titles", in: node),
                    language: reader.optionalString("language", in: node), due: optionalDay("due", in: node, reader),
                    location: node.location)
            }
        }
        reader.requireUnique(
            zip(suppliers, root["suppliers"]?.sequence ?? []).map { (name: $0.id, node: $1) }, noun: "supplier")
        let names = suppliers.map(\.id)
        for (source, node) in zip(sources, root["sources"]?.sequence ?? []) {
            if let supplier = source.supplier {
                guard !names.contains(supplier), let place = node["supplier"] else { continue }
                reader.reportUnknown(
                    supplier, at: place, as: "a supplier", among: names, code: "pipeline.unknown-supplier")
            } else if names.contains(source.id) {
                // Its list would have the name of the other's.
                reader.report(
                    "pipeline.supplier-name", at: node, "the source '\(source.id)' bears the name of a supplier",
                    cause: "a source without 'supplier' is a supplier of its own, and two lists would have one name",
                    remedies: ["add 'supplier: \(source.id)' if that is who sends it", "rename one of them"])
            }
        }
        return suppliers
    }

    static func fixLists(_ root: Definition, _ reader: DefinitionReader) -> FixListDefinition {
        guard let node = reader.optionalMapping("fix-lists", in: root) else {
            return FixListDefinition(due: nil, contact: nil)
        }
        return FixListDefinition(
            due: optionalDay("due", in: node, reader), contact: reader.optionalString("contact", in: node))
    }

    private static func optionalDay(_ key: String, in node: Definition, _ reader: DefinitionReader) -> CalendarDay? {
        node[key] == nil ? nil : day(key, in: node, reader)
    }
}
