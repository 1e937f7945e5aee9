extension FuzzTarget {
    /// SPSS files, plain and compressed.
    static let spss = FuzzTarget(
        "spss",
        tokens: ["$FL2", "$FL3", "UTF-8", "windows-1252", "\u{7}\u{0}\u{0}\u{0}", "\u{2}\u{0}\u{0}\u{0}", "        "],
        seeds: {
            try referenceInputs([
                "pyreadstat_sample.sav", "pyreadstat_sample.zsav", "pyreadstat_sample_missing.sav",
                "pyreadstat_missing_test.sav", "pyreadstat_simple_alltypes.sav", "pyreadstat_hebrews.sav",
            ]).filter { $0.count < 16_384 }
        },
        check: { bytes, workspace in
            try ReaderCheck.run(bytes, name: "case.sav", workspace, unpackedBytes: bytes.count * 1032)
        })
}
