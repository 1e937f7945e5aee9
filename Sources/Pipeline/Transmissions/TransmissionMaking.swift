import Diagnostics
import Disclosure
import Indicators
import Records
import Reporting
import Transmission

/// What a build sends to the authorities of programmes.
struct Sending: Sendable {
    /// A programme's transmission, set against what was sent before.
    struct OfProgramme: Sendable {
        let transmission: ProgrammeTransmission
        /// nil where nothing was sent before.
        let comparison: TransmissionComparison?
        let basis: TransmissionBasis
    }

    let programmes: [OfProgramme]
    /// Falls that nobody has explained, and explanations that explain none.
    let findings: [Finding]

    static let nothing = Sending(programmes: [], findings: [])
}

/// Makes the transmissions of a build.
struct TransmissionMaking {
    let pipeline: LoadedPipeline
    /// The figures as this copy shows them.
    let sets: [ProtectedSet]
    let plan: ProgrammePlan
    let inputs: TransmissionInputs

    /// What is sent: nothing where the copy withholds counts, since a transmission has all of them.
    func sending() -> Sending {
        guard pipeline.writesTransmissions else { return .nothing }
        let programmes = pipeline.programmes.compactMap { programme in
            pipeline.transmissions.layouts.first { $0.programme == programme.id }.flatMap(self.programme)
        }
        return Sending(programmes: programmes, findings: programmes.flatMap { findings($0) })
    }

    private func programme(_ layout: TransmissionLayout) -> Sending.OfProgramme? {
        guard let programme = pipeline.catalogue.programme(layout.programme) else { return nil }
        let transmission = TransmissionBuilder(
            layout: layout, programme: programme, catalogue: pipeline.catalogue, codeLists: pipeline.codeLists,
            sets: sets, plan: plan, asOf: pipeline.definition.asOf
        ).transmission()
        let basis = inputs.basis(of: layout)
        let sent = pipeline.transmissions.last(of: layout.programme, upTo: transmission.version?.id)
        let comparison = sent.map { sent in
            let causes = CausesOfCells(pipeline, sent: sent, now: basis, names: inputs.names, rules: transmission.rules)
            return TransmissionComparison(
                transmission, against: sent, log: pipeline.definition.transmissions.corrections, causes: causes.causes)
        }
        return Sending.OfProgramme(transmission: transmission, comparison: comparison, basis: basis)
    }

    private func findings(_ programme: Sending.OfProgramme) -> [Finding] {
        guard let comparison = programme.comparison else { return [] }
        return TransmissionFindings(
            programme: programme.transmission.layout.programme, comparedWith: comparison.sent.version,
            changes: comparison.changes, unused: comparison.unused
        ).all
    }
}

extension LoadedPipeline {
    /// The programmes of its catalogue, the latest first.
    var programmes: [Programme] {
        catalogue.programmes.enumerated().sorted { left, right in
            let (first, second) = (
                left.element.validity.from?.number ?? .min, right.element.validity.from?.number ?? .min
            )
            return (second, left.offset) < (first, right.offset)
        }.map(\.element)
    }

    /// Whether transmissions are written: with full counts, and so in the copy for the authority alone.
    var writesTransmissions: Bool { definition.copy == .authority && !transmissions.layouts.isEmpty }
}
