internal import Diagnostics

extension IngestError {
    /// The error with what the file's header tells of it, where columns were not found: the tool that it seems to be from, or a
    /// second row of the header.
    ///
    /// - Parameter rows: The first rows of the file, from the header on.
    func hinting(_ rows: [[String]], _ kind: DeclaredFormat.Kind, _ mapping: Mapping) -> IngestError {
        guard case .mappingDoesNotFit(let file, let findings) = self else { return self }
        var hints: [String] = []
        if let preset = Preset.recognised(kind, rows), preset.name != mapping.shapes.preset {
            hints.append("this looks like an export for `preset: \(preset.name)`: name it in the mapping")
        }
        if mapping.format.header.rows == 1, rows.count > 1, SecondHeader.isGapped(rows[0], above: rows[1]) {
            hints.append("the header may have a second row: set `header-rows: 2, names: joined` under `format:`")
        }
        guard !hints.isEmpty else { return self }
        return .mappingDoesNotFit(
            file: file,
            findings: findings.map { finding in
                guard finding.code == "ingest.unknown-column", finding.severity >= .error else { return finding }
                let own = finding.explanation
                return Finding(
                    code: finding.code, severity: finding.severity,
                    explanation: Explanation(summary: own.summary, cause: own.cause, remedies: hints + own.remedies),
                    location: finding.location)
            })
    }
}
