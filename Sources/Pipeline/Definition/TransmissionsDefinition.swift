import Definitions
import Diagnostics
public import Transmission

/// What a pipeline sends to the authority of a programme.
public struct TransmissionsDefinition: Sendable {
    /// Globs of the layouts, and of what was sent before.
    public let layouts: [String]
    public let sent: [String]
    /// Why cumulative values fell.
    public let corrections: [LoggedCorrection]

    static let none = TransmissionsDefinition(layouts: [], sent: [], corrections: [])

    static func decode(_ root: Definition, _ reader: DefinitionReader) -> TransmissionsDefinition {
        guard let node = reader.optionalMapping("transmissions", in: root) else { return .none }
        return TransmissionsDefinition(
            layouts: reader.strings("layouts", in: node), sent: reader.strings("sent", in: node),
            corrections: reader.optionalList("corrections", in: node) { LoggedCorrection.decode($0, with: reader) })
    }
}

/// The layouts of a pipeline's transmissions, with what was sent before.
struct LoadedTransmissions: Sendable {
    let layouts: [TransmissionLayout]
    /// In the order of their versions.
    let sent: [SentTransmission]

    static let none = LoadedTransmissions(layouts: [], sent: [])

    /// What was sent last of a programme, up to a version.
    ///
    /// The version that is prepared may have been sent already: then what is sent next corrects it.
    func last(of programme: String, upTo version: String?) -> SentTransmission? {
        sent.last { sent in sent.programme == programme && (version.map { sent.version <= $0 } ?? true) }
    }

    /// Entries of the log whose programme or indicator there is none of.
    func check(_ log: [LoggedCorrection], _ reader: DefinitionReader) {
        for entry in log {
            guard let layout = layouts.first(where: { $0.programme == entry.programme }) else {
                reader.reportUnknown(
                    entry.programme, at: entry.location, as: "a programme with a layout",
                    among: layouts.map(\.programme))
                continue
            }
            if !layout.indicators.contains(entry.indicator) {
                reader.reportUnknown(
                    entry.indicator, at: entry.location, as: "an indicator of the layout", among: layout.indicators)
            }
        }
    }

    /// Versions of a programme of which there are two files: which of them was sent last is not known.
    func checkVersions(_ reader: DefinitionReader) {
        for (one, other) in zip(sent, sent.dropFirst())
        where one.programme == other.programme && one.version == other.version {
            reader.report(
                "transmission.sent-twice", at: RecordLocation(file: other.file),
                "version \(other.version) of \(other.programme) was sent before",
                cause: "\(one.file) is of the same version, and the last of them by name is compared with",
                remedies: ["keep only what was sent last"], severity: .warning)
        }
    }
}
