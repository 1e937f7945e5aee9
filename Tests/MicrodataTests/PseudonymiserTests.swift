import Diagnostics
import Foundation
import Microdata
import Testing

@Suite struct PseudonymiserTests {
    /// The published test vectors of SipHash-2-4-128: key 00…0f, input 00, 01 … of growing length.
    ///
    /// Source: the reference implementation, github.com/veorq/SipHash, `vectors.h`, `vectors_sip128`, entries 0, 1 and 15.
    @Test(arguments: [
        (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"),
        (15, "5493e99933b0a8117e08ec0f97cfc3d9"),
    ])
    func agreesWithThePublishedVectors(length: Int, expected: String) throws {
        let pseudonymiser = try #require(Pseudonymiser(key: (0..<16).map { UInt8($0) }))
        let input = (0..<length).map { UInt8($0) }
        let pseudonym = input.withUnsafeBytes { pseudonymiser.pseudonym(of: $0) }
        let hexadecimal = [pseudonym.high, pseudonym.low]
            .map { String(repeating: "0", count: 16 - String($0, radix: 16).count) + String($0, radix: 16) }.joined()
        #expect(hexadecimal == expected)
    }

    @Test func aKeyHasSixteenBytes() {
        #expect(Pseudonymiser(key: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(Pseudonymiser(key: []) == nil)
    }

    @Test func aKeyFileIsMadeForItsOwnerOnlyAndReadAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/key"
            let made = try Pseudonymiser(keyFile: path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? Int) == 0o600)
            #expect((attributes[.size] as? Int) == 16)
            let again = try Pseudonymiser(keyFile: path)
            #expect(again.pseudonym(of: "P-1") == made.pseudonym(of: "P-1"))
            #expect(again.fingerprint == made.fingerprint)
            let other = try Pseudonymiser(keyFile: folder + "/other")
            #expect(other.pseudonym(of: "P-1") != made.pseudonym(of: "P-1"))
        }
    }

    @Test func aKeyFileOfAnotherSizeOrOpenToOthersIsRefused() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/key"
            try Data(repeating: 7, count: 17).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect(explanation { _ = try Pseudonymiser(keyFile: path) } == .keyOfWrongSize(path: path, bytes: 17))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect(explanation { _ = try Pseudonymiser(keyFile: path) } == .keyOpenToOthers(path: path, mode: 0o640))
            #expect(
                explanation { _ = try Pseudonymiser(keyFile: folder + "/no/key") }?.code == "microdata.key-not-created")
        }
    }

    @Test func whatToDoAboutAKeyNamesOnlyWhatAPipelineHas() {
        let errors: [MicrodataError] = [
            .keyOfWrongSize(path: "key", bytes: 3), .keyNotCreated(path: "key", reason: "no permission"),
            .keyOpenToOthers(path: "key", mode: 0o640),
        ]
        for error in errors {
            let remedies = error.explanation.remedies.joined(separator: "\n")
            // The key lies beside the store; a pipeline has no `key:` of its own.
            #expect(!remedies.contains("`key:`"), "\(remedies)")
            #expect(remedies.contains("store"), "\(remedies)")
        }
    }

    @Test func contentHashesAreThoseOfSHA256() throws {
        // FIPS 180-4, example "abc".
        var hash = try ContentHash()
        try hash.update([0x61])
        try hash.update([0x62, 0x63])
        #expect(
            try hash.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
