import Diagnostics
import Ingest

extension FuzzTarget {
    /// Files in which people decide which organisation a written name is. What people wrote stays, whatever a build adds, and the
    /// file reads as it was written.
    static let reviewFile = FuzzTarget(
        "review",
        tokens: textTokens + [
            "written", "decision", "suggested_key", "who", "yes", "ei", "kyllä", "T1", "Esimerkki ry", "esimerkki r.y.",
            "'=", "=1+1", "@", "+", "'",
        ],
        seeds: {
            [
                "\u{FEFF}written;suggested_key;suggested_name;score;decision;who;when\r\nEsimerkki;T1;Esimerkki ry;91;yes;MK;1.2.2024\r\nB ry;T2;Bb;80;EI;;\r\nC;T3;Cc;70;T2;;\r\n\"A; \"\"B\"\"\";T1;;;;;\r\nE;;;;;;\r\n",
                "written,decision,suggested_key,suggested_name,score,who,when,huomio\nPäätetty,no,T1,Vanha,88,MK,1.2.2024,\nAvoin,,T1,Vanha,70,,,\nMietitään,,T1,Vanha,70,,,kysy\n",
                "written\tdecision\rX\tT1\rx\tT2\r",
            ].map { Array($0.utf8) } + [Array("written;decision\r\nTy".utf8) + [0xF6] + Array(" ry;T1\r\n".utf8)]
        },
        check: { bytes, _ in
            var budget = ReaderCheck(bytes: bytes.count, name: "review.csv")
            var findings: [Finding] = []
            let file = ReviewFile(bytes: bytes, file: "review.csv", findings: &findings)
            try budget.look(at: findings.map(\.rendered), of: "a finding")
            let matching = OrganisationMatching(
                register, decisions: file.decided.map { ($0.written, $0.decision) }, columns: [],
                thresholds: NameThresholds(similar: 0.8, certain: 0.95))
            let written = ["Esimerkki", "esimerkki r.y.", "", "B", "=1+1"] + file.decided.prefix(4).map(\.written)
            let pending = written.map { text in
                ReviewFile.Pending(written: text, suggestion: matching.outcome(of: text).suggestion)
            }
            let updated = file.updated(with: pending)
            guard updated.decided.map(\.text) == file.decided.map(\.text) else {
                throw FuzzFailure("a decision is lost or made")
            }
            var further: [Finding] = []
            let again = ReviewFile(bytes: updated.bytes, file: "review.csv", findings: &further)
            guard again.decided.map(\.text) == file.decided.map(\.text) else {
                throw FuzzFailure("a decision is lost in writing")
            }
            guard again.bytes == updated.bytes, again.updated(with: pending).bytes == updated.bytes else {
                throw FuzzFailure("what is written does not stay as it is")
            }
        })

    private static let register = OrganisationRegister([
        RegisteredOrganisation(key: "T1", name: "Esimerkki ry", businessID: nil),
        RegisteredOrganisation(key: "T2", name: "Työ ja toimi B oy", businessID: "1234567-1"),
        RegisteredOrganisation(key: "007", name: "Seitsemän", businessID: nil),
    ])
}

extension ReviewFile.Decided {
    /// What was decided, without where it stands.
    fileprivate var text: String { "\(written)\u{1F}\(decision)" }
}
