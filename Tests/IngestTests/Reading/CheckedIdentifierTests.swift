import Diagnostics
import Records
import Testing

@testable import Ingest

/// Check signs, against published identifiers and against what the rule promises.
@Suite struct CheckedIdentifierTests {
    private func fault(_ text: String, _ identifier: CheckedIdentifier) -> CheckedIdentifier.Fault? {
        let bytes = Array("xx\(text)yy".utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { identifier.fault(in: $0, from: 2, to: bytes.count - 2) }
        }
    }

    /// From the public register of companies and authorities.
    @Test(arguments: ["0112038-9", "2229500-6", "1927400-1"]) func publishedBusinessIDsAreRight(text: String) {
        #expect(fault(text, .businessID) == nil)
    }

    @Test(arguments: ["", "112038-9", "0112038", "01120389", "0112038–9", "FI01120389", "O112038-9", "0112038-9 x"])
    func otherFormsAreTold(text: String) {
        #expect(fault(text, .businessID) == .form)
        #expect(fault(text, .personalIdentityCode) == .form)
    }

    /// The weights differ from each other and from zero modulo 11, a prime: no single wrong digit and no swap goes unseen.
    @Test func everySlipShows() {
        for text in ["0112038-9", "2229500-6"] {
            let signs = Array(text)
            for place in signs.indices where place != 7 {
                for digit in "0123456789" where digit != signs[place] {
                    var changed = signs
                    changed[place] = digit
                    #expect(fault(String(changed), .businessID) == .checkSign)
                }
            }
            for place in 0..<6 where signs[place] != signs[place + 1] {
                var changed = signs
                changed.swapAt(place, place + 1)
                #expect(fault(String(changed), .businessID) == .checkSign)
            }
        }
    }

    /// Serials from 900 on are given to nobody.
    @Test func identityCodes() {
        for right in ["010190-900P", "010190+900P", "010190A900p", "010190–900P"] {
            #expect(fault(right, .personalIdentityCode) == nil, "\(right)")
        }
        for wrong in ["010190-900S", "010190-901P", "320190-900P"] {
            #expect(fault(wrong, .personalIdentityCode) == .checkSign, "\(wrong)")
        }
        #expect(fault("010190-900PP", .personalIdentityCode) == .form)
    }

    @Test func rowsWithAWrongSignAreSetAside() throws {
        let columns = [
            ColumnMapping(
                "organisation", from: ["id"], type: .identifier, missing: [.init("puuttuu", .notAnswered)],
                check: .businessID),
            ColumnMapping("name", from: ["name"], type: .title),
        ]
        let text = "id,name\n0112038-9,a\n0112038-8,b\n 2229500-6 ,c\n,d\npuuttuu,e\n2229500,f\n0112038-8,g\n"
        let found = try read(text, mapping(columns))
        #expect(found.report.rowsKept == 4)
        #expect(found.report.rowsQuarantined == 3)
        #expect(found.codes == ["ingest.wrong-check-sign", "ingest.no-match", "ingest.wrong-check-sign"])
        #expect(found.report.issues.map(\.location.line) == [3, 7, 8])
        #expect(found.values("name") == ["a", "c", "d", "e"])
        #expect(!found.segments.description.contains("0112038-8"))
    }
}
