import Diagnostics
import Testing

@testable import Ingest

@Suite struct ReviewFileTests {
    private func file(_ text: String, _ findings: inout [Finding]) -> ReviewFile {
        ReviewFile(bytes: Array(text.utf8), file: "review.csv", findings: &findings)
    }

    private func file(_ text: String) throws -> ReviewFile {
        var findings: [Finding] = []
        let file = file(text, &findings)
        #expect(findings.isEmpty, "\(findings.map(\.rendered))")
        return file
    }

    private func pending(_ written: String, _ key: String? = nil) -> ReviewFile.Pending {
        ReviewFile.Pending(
            written: written,
            suggestion: key.map { .init(key: $0, name: "Nimi \($0)", score: 91, agreesInForm: true) })
    }

    private func text(_ file: ReviewFile) -> String { String(decoding: file.bytes.dropFirst(3), as: UTF8.self) }

    private let head = "written;suggested_key;suggested_name;score;decision;who;when\r\n"

    @Test func listsWhatWaits() {
        let file = ReviewFile(file: "review.csv").updated(with: [
            pending("Ä ry", "T1"), pending("B ry"), pending("b r.y."), pending("A; \"B\"", "T2"),
        ])
        #expect(
            text(file) == head + "\"A; \"\"B\"\"\";T2;Nimi T2;91;;;\r\nB ry;;;;;;\r\nÄ ry;T1;Nimi T1;91;;;\r\n")
        #expect(Array(file.bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
    }

    @Test func understandsDecisions() throws {
        let file = try file(
            head
                + "A;T1;Aa;90;yes;MK;1.2.2024\r\nB;T2;Bb;80;EI;;\r\nC;T3;Cc;70;T9;;\r\nD;T4;Dd;70;;;\r\nE;;;;kyllä;;\r\n"
        )
        #expect(file.decided.map(\.written) == ["A", "B", "C", "E"])
        #expect(
            file.decided.map(\.decision) == [
                .suggested(key: "T1", name: "Aa"), .noneNear(suggested: "T2"), .organisation("T9"),
                .suggested(key: "", name: ""),
            ])
        #expect(file.decided.map(\.location.line) == [2, 3, 4, 6])
    }

    /// What a person has written is never lost, and what has been settled goes.
    @Test func keepsWhatPeopleWrote() throws {
        let before =
            "written,decision,suggested_key,suggested_name,score,who,when,huomio\r\n"
            + "Päätetty,no,T1,Vanha,88,MK,1.2.2024,\r\nAvoin,,T1,Vanha,70,,,\r\nPoistunut,,T1,Vanha,70,,,\r\n"
            + "Mietitään,,T1,Vanha,70,,,kysy Maijalta\r\n"
        let updated = try file(before).updated(with: [
            pending("Päätetty", "T9"), pending("AVOIN", "T2"), pending("Uusi"),
        ])
        #expect(
            text(updated)
                == "written,decision,suggested_key,suggested_name,score,who,when,huomio\r\n"
                + "Päätetty,no,T1,Vanha,88,MK,1.2.2024,\r\nAvoin,,T2,Nimi T2,91,,,\r\n"
                + "Mietitään,,T1,Vanha,70,,,kysy Maijalta\r\nUusi,,,,,,,\r\n")
        // Doing it again changes nothing.
        var findings: [Finding] = []
        let again = ReviewFile(bytes: updated.bytes, file: "review.csv", findings: &findings).updated(with: [
            pending("Uusi"), pending("Avoin", "T2"),
        ])
        #expect(again.bytes == updated.bytes)
        #expect(findings.isEmpty)
    }

    /// As Excel saves it in Finland.
    @Test func readsWindows1252() throws {
        var findings: [Finding] = []
        let bytes = Array("written;decision\r\nTy".utf8) + [0xF6] + Array(" ry;T1\r\n".utf8)
        let file = ReviewFile(bytes: bytes, file: "review.csv", findings: &findings)
        #expect(file.decided.map(\.written) == ["Työ ry"])
        #expect(findings.isEmpty)
    }

    @Test func noCellIsAFormula() throws {
        let file = ReviewFile(file: "r.csv").updated(with: [
            pending("=HYPERLINK(\"x\")"), pending("+358"), pending("'ry"),
        ])
        #expect(text(file).contains("\"'=HYPERLINK(\"\"x\"\")\""))
        var findings: [Finding] = []
        let read = ReviewFile(bytes: file.bytes, file: "r.csv", findings: &findings)
        #expect(
            read.updated(with: [pending("=HYPERLINK(\"x\")"), pending("+358"), pending("'ry")]).bytes == file.bytes)
    }

    @Test func tellsWhatIsWrong() {
        var findings: [Finding] = []
        _ = file("kirjoitettu;decision\r\nA;T1\r\n", &findings)
        #expect(findings.map(\.code) == ["matching.review-column"])
        findings = []
        _ = file("written;decision\r\nA ry;T1\r\nB;T2\r\na r.y.;T3\r\nb;t2\r\nA RY;T1\r\n", &findings)
        #expect(findings.map(\.code) == ["matching.review-conflict", "matching.review-conflict"])
        #expect(findings.first?.location?.line == 4)
        #expect(findings.allSatisfy { !$0.rendered.contains("A ry") }, "names stay out of messages")
        findings = []
        _ = file("", &findings)
        #expect(findings.isEmpty)
    }

    @Test func hostileFilesDoNoHarm() {
        var generator = TestGenerator(seed: 5)
        let alphabet = Array("written;decision\r\n\"',=;;A\u{0}ä".utf8) + [0xFF, 0xC3]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            var findings: [Finding] = []
            let read = ReviewFile(bytes: Array("written;decision\n".utf8) + bytes, file: "r", findings: &findings)
            let once = read.updated(with: [pending("A", "T1")])
            let twice = ReviewFile(bytes: once.bytes, file: "r", findings: &findings).updated(with: [pending("A", "T1")]
            )
            #expect(once.bytes == twice.bytes)
        }
    }
}
