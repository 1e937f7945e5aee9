import Definitions
import Diagnostics
import Records

extension FuzzTarget {
    /// Code lists that are kept as a table of text.
    static let codeTable = FuzzTarget(
        "code-table",
        tokens: textTokens + ["code", "aliases", "valid-from", "vintage", "2009-01-01", "2009-13-01", "a|b||c"],
        seeds: {
            [
                "code;fi;sv;en;aliases;vintage;valid-from;valid-to;nuts2\n01;Uusimaa;Nyland;Uusimaa;Etelä|\"x\";;;;FI1B\n02;\"Varsinais; \"\"Suomi\"\"\";;;;;2009-01-01;2020-12-31;FI1C\n02;;;;;2021;;;FI1D\n",
                "\u{FEFF}code,fi\r\na,A\r\n\r\nb,B\r\n",
            ].map { Array($0.utf8) }
        },
        check: { bytes, _ in
            var budget = FuzzBudget(bytes: bytes.count)
            let reader = DefinitionReader()
            let file = try DefinitionFile.load(text: "code-lists: [{name: x, file: x.csv}]\n", name: "codes.yaml")
            let lists = CodeList.decode(file.root, with: reader) { name, _ in
                CodeTableFile(name: name, text: String(decoding: bytes, as: UTF8.self))
            }
            for finding in reader.findings { try budget.spend(finding.rendered.utf8.count, "a finding") }
            guard lists.count == 1 else { throw FuzzFailure("the list is lost") }
            let codes = lists[0].codes.map(\.code)
            guard Set(codes).count == codes.count, !codes.contains("") else { throw FuzzFailure("codes are not codes") }
            if codes.isEmpty, reader.findings.isEmpty { throw FuzzFailure("no codes, and no reason") }
        })
}
