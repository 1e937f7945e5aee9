internal import Records

/// A mapping to start from for saved Innokylä pages, whose fields are known beforehand.
struct InnokylaProposal {
    let kind: InnokylaPage.Kind
    let file: String
    /// The headings that no field has.
    let unknown: [String]

    var record: RecordKind { kind == .toimintamalli ? .innovation : .programme }

    var text: String {
        let name = String(file.map { $0.isNewline ? " " : $0 })
        var lines = ["# Proposed for \(name); check every line.", "kaiku: 1", "record: \(record.rawValue)"]
        lines += ["format: {kind: innokyla}", "columns:"]
        lines += kind == .toimintamalli ? Self.innovation : Self.programme
        if !unknown.isEmpty {
            lines.append("# Headings that Kaiku does not know; map them by their text, or leave them out.")
            lines.append(
                "ignore: [\(unknown.map { MappingProposal.quoted(PersonalData.masked($0)) }.joined(separator: ", "))]")
        }
        lines.append(kind == .toimintamalli ? "unique: [innovation]" : "unique: [programme]")
        return lines.joined(separator: "\n") + "\n"
    }

    private static let innovation = [
        "  innovation: {from: tunnus}", "  name: {from: nimi}",
        "  # With code lists: codes: maakunta, place-names: {levels: [national, hyvinvointialue, maakunta, kunta]}",
        "  region: {from: alue}", "  created: {from: luotu}", "  modified: {from: muokattu}",
        "  # With a code list: codes: phase, unlisted: keep", "  phase: {from: vaihe}", "  funder: {from: rahoittaja}",
        "  derived_from: {from: pohjautuu}", "  core_fields: {from: ydinkenttia, range: [0, 6]}",
        "  programme: {from: kokonaisuus, type: identifier}",
    ]
    private static let programme = [
        "  programme: {from: tunnus}", "  name: {from: nimi}", "  organisation: {from: yhteysorganisaatio}",
        "  funder: {from: rahoittaja}", "  period: {from: toimiaika}", "  created: {from: luotu}",
        "  modified: {from: muokattu}", "  actors: {from: toimijoita}", "  innovations: {from: toimintamalleja}",
    ]
}
