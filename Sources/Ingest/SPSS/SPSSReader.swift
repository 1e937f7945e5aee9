internal import CReadStat

/// Reads SPSS system files, plain or compressed (.sav, .zsav), through ReadStat.
///
/// The cases come one after the other and are not kept; whatever the file says, a reading ends in them or in an ``IngestError``.
struct SPSSReader {
    private let file: SourceFile
    private let encoding: TextEncoding?
    private let limits: SPSSLimits
    /// What the file says before its cases.
    let dictionary: SPSSDictionary

    /// Reads a file's dictionary.
    ///
    /// - Parameter encoding: The encoding of the texts, in place of the one that the file names.
    init(_ file: SourceFile, encoding: TextEncoding? = nil, limits: SPSSLimits = SPSSLimits()) throws(IngestError) {
        try Self.checkStart(of: file)
        self.file = file
        self.encoding = encoding
        self.limits = limits
        let parsing = SPSSParsing(limits: limits, body: nil)
        try Self.parse(file, encoding, limits, parsing)
        dictionary = parsing.dictionary
    }

    /// Reads the cases in order.
    ///
    /// - Parameter body: Takes the number of each case, from 1, and its values in the order of the variables; returns whether to
    ///   go on. What it throws ends the reading.
    /// - Returns: Whether all cases were read.
    @discardableResult
    func readCases(
        _ body: (Int, [SPSSValue]) throws(IngestError) -> Bool
    ) throws(IngestError) -> Bool {
        try withoutActuallyEscaping(body) { (body) throws(IngestError) in
            let parsing = SPSSParsing(limits: limits, body: body)
            try Self.parse(file, encoding, limits, parsing)
            guard parsing.dictionary.variables.count == dictionary.variables.count else {
                throw .changedWhileRead(file: file.displayName, bytesBefore: file.size, bytesAfter: file.size)
            }
            return !parsing.hasEnough
        }
    }

    private static func checkStart(of file: SourceFile) throws(IngestError) {
        guard !file.isCompressed else {
            throw .spss(.notSPSS(file: file.displayName, looksLike: FileSignature.gzip.description))
        }
        let start = try file.start(4096)
        if FileSignature.isSPSS(start) { return }
        // Encrypted files begin with a mark of their own, eight bytes in.
        if start.dropFirst(8).starts(with: "ENCRYPTEDSAV".utf8) {
            throw .spss(.passwordProtected(file: file.displayName))
        }
        let signature = FileSignature(head: start)
        let looksLike: String? =
            switch signature {
            case .unknown: nil
            case .zip: "a workbook (.xlsx) or another zip archive"
            default: signature.description
            }
        throw .spss(.notSPSS(file: file.displayName, looksLike: looksLike))
    }

    private static func parse(
        _ file: SourceFile, _ encoding: TextEncoding?, _ limits: SPSSLimits, _ parsing: SPSSParsing
    ) throws(IngestError) {
        let name = file.displayName
        guard let parser = unsafe readstat_parser_init() else {
            throw .notReadable(file: name, reason: "there is too little memory")
        }
        defer { unsafe readstat_parser_free(parser) }
        let input = SPSSInput(file)
        // The dictionary is gone through twice.
        input.limit = 2 * limits.dictionaryBytes
        parsing.onVariables = { input.limit = nil }
        defer { parsing.onVariables = nil }
        unsafe input.attach(to: parser)
        unsafe parsing.attach(to: parser)
        func run() -> readstat_error_t {
            unsafe readstat_parse_sav(parser, "", Unmanaged.passUnretained(parsing).toOpaque())
        }
        let status: readstat_error_t
        if let encoding {
            status = unsafe encoding.rawValue.withCString { name in
                unsafe readstat_set_file_character_encoding(parser, name)
                return run()
            }
        } else {
            status = run()
        }
        if let failure = input.failure { throw failure }
        if input.exceededLimit {
            throw .spss(
                .tooLarge(file: name, limit: "its dictionary has over \(limits.dictionaryBytes) bytes, the limit"))
        }
        switch parsing.failure {
        case .caller(let error): throw error
        case .limit(let limit): throw .spss(.tooLarge(file: name, limit: limit))
        case .damaged(let reason): throw .spss(.damaged(file: name, reason: reason))
        case .encoding:
            throw .spss(.wrongEncoding(file: name, encoding: encoding?.rawValue ?? parsing.dictionary.encoding))
        case nil: break
        }
        if parsing.hasEnough || status == READSTAT_OK { return }
        throw .spss(Self.error(status, file: name, encoding: encoding?.rawValue ?? parsing.dictionary.encoding))
    }

    /// What a status of ReadStat means.
    private static func error(_ status: readstat_error_t, file: String, encoding: String?) -> SPSSReadError {
        switch status {
        case READSTAT_ERROR_READ, READSTAT_ERROR_SEEK, READSTAT_ERROR_ROW_COUNT_MISMATCH: .truncated(file: file)
        case READSTAT_ERROR_CONVERT, READSTAT_ERROR_CONVERT_BAD_STRING, READSTAT_ERROR_CONVERT_SHORT_STRING,
            READSTAT_ERROR_CONVERT_LONG_STRING:
            .wrongEncoding(file: file, encoding: encoding)
        case READSTAT_ERROR_UNSUPPORTED_CHARSET:
            .unsupported(file: file, reason: "its texts are in an encoding that is not known")
        case READSTAT_ERROR_UNSUPPORTED_COMPRESSION:
            .unsupported(file: file, reason: "it is compressed in a way that is not known")
        case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
            .unsupported(file: file, reason: "its version is not known")
        case READSTAT_ERROR_MALLOC:
            .damaged(file: file, reason: "a part of it claims to be larger than any can be")
        default:
            .damaged(
                file: file,
                reason: unsafe readstat_error_message(status).map { unsafe String(cString: $0) }
                    ?? "its parts contradict one another")
        }
    }
}
