extension FuzzTarget {
    /// JSON documents with a list of records somewhere in them.
    static let json = FuzzTarget(
        "json", tokens: jsonTokens,
        seeds: {
            [
                #"{"count": 2, "next": null, "results": [{"_uuid": "u1", "aalto": "ennen", "päivä": "2024-09-01T09:30:00", "q1": 4, "tools": ["a", "b"], "address": {"city": "Oulu"}, "members": [{"age": 3}]}, {"_uuid": "u2", "aalto": "jälkeen", "päivä": "2024-09-02", "q1": 5.25, "tools": []}], "users": [{"id": 1}]}"#,
                #"[{"koodi":"A1","summa":-1.5e3,"ok":true,"x":null},{"koodi":"A2","summa":12345678901234567890,"ok":false}]"#,
                "{\"meta\":{\"tags\":[\"t\"],\"n\":[1,[2,{\"a\":1}]]},\"data\":{\"items\":[{\"a\":\"\\u00e4\\ud83d\\ude00\\n\",\"a\":2}]}}",
            ].map { Array($0.utf8) }
        },
        generate: { $1.packed($1.changed($1.pick($0))) },
        check: { try checkJSON($0, $1, name: "case.json") })

    /// JSON Lines.
    static let jsonLines = FuzzTarget(
        "json-lines", tokens: jsonTokens,
        seeds: {
            [
                #"""
                {"Vastaajakoodi":"A1","Aalto":"ennen","ryhmä":{"K1":4,"K2":null},"teksti":"hyvä \"rivi\""}
                {"Vastaajakoodi":"A2","Aalto":"jälkeen","ryhmä":{"K1":5},"lista":[1,2.50,"x"]}

                {"Aalto":"ennen","Vastaajakoodi":"A3","ryhmä":{"K3":1e2},"ok":true}
                """#,
                "\u{FEFF}{\"a\":\"x\",\"n\":1}\r\n[]\r\nbroken\r\n{\"n\":2,\"a\":\"\\u0000\"}\r\n",
            ].map { Array($0.utf8) }
        },
        generate: { $1.packed($1.changed($1.pick($0))) },
        check: { try checkJSON($0, $1, name: "case.jsonl") })

    private static func checkJSON(_ bytes: [UInt8], _ workspace: FuzzWorkspace, name: String) throws {
        let isPacked = bytes.starts(with: [0x1F, 0x8B])
        try ReaderCheck.run(
            bytes, name: isPacked ? name + ".gz" : name, workspace, unpackedBytes: bytes.count * (isPacked ? 1032 : 1))
    }

    private static let jsonTokens = [
        "{", "}", "[", "]", "[[[[[[[[[[[[[[[[", "{\"a\":", "{\"a\":{\"a\":{\"a\":", ":", ",", "\"", "\\", "\\u0000",
        "\\ud800", "\\u", "null", "true", "NaN", "-0", "1e999", "1E-400", "0.1", "99999999999999999999", "\n", "\r\n",
        "\u{0}", "\u{FEFF}", "/*", "\"results\"", "{\"_id\":1}", "[]", "{}", "\"\":", "\"a.b\":", "\"#1\":", "😀",
    ]
}

extension Mutator {
    /// The bytes, one time in eight compressed.
    mutating func packed(_ bytes: [UInt8]) -> [UInt8] { below(8) == 0 ? GzipFile.stored(bytes) : bytes }
}
