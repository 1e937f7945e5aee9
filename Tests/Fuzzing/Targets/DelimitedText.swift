import Foundation

extension FuzzTarget {
    static let textTokens = [
        ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "\u{FEFF}", "\u{0}", " ", "\u{A0}", "ä", "”", "1,5",
        "1.5", "2024-02-30",
        "31.12.2023", "7.11.2023 klo 9.30", "n. 300", "99999999999999999999", "-", "€", "kyllä", "EOS", "\"a;b\"",
        "\"\n\"",
    ]

    static let textSeeds: [[UInt8]] =
        [
            "id;wave;date;q1;comment\nA1;ennen;1.2.2024;4;\"hyvä; \"\"todella\"\"\"\nA2;jälkeen;2.2.2024;5;ok\nA3;ennen;3.2.2024;;\n",
            "respondent,wave,submitted,region,score,nps,text\nx1,before,2024-05-01 10:00,01,3,9,yes\nx1,after,2024-06-01 11:00,01,4,10,\n",
            "Otsikko\n\nKoodi\tMäärä\tSumma\nA\t1\t1 234,50\nB\tn. 300\t-3,2\n",
            "\"a\nb\",c\r\n1,2\r\n3,4\r\n", "a|b|\n1|2|\n", "a\n1\n2\n",
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE] + Array("a;ä\n1;2\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        ]

    /// CSV and its kin: detection, inspection and reading.
    static let delimitedText = FuzzTarget(
        "text", tokens: textTokens,
        seeds: {
            // Exports of the survey tools, so that their presets are proposed.
            try textSeeds + files(in: fuzzFolder.appendingPathComponent("Seeds/text")).map(\.bytes)
                + referenceInputs([
                    "csvspectrum_escaped_quotes.csv", "csvspectrum_json.csv", "csvspectrum_newlines_crlf.csv",
                    "csvspectrum_utf8.csv",
                ])
        },
        check: { bytes, workspace in try ReaderCheck.run(bytes, name: "case.csv", workspace) })
}
