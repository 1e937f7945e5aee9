/// Every reader that is fuzzed. A new one takes one line here, and a file in `Targets`.
let fuzzTargets: [FuzzTarget] = [
    .delimitedText,
    .gzip,
    .workbook,
    .openDocument,
    .json,
    .jsonLines,
    .spss,
    .page,
    .corrections,
    .reviewFile,
    .codeTable,
    .mapping,
    .expression,
    .staffText,
]
