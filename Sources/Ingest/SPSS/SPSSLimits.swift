/// Bounds on what an SPSS file may make the reader do, so that a hostile or broken file ends in an explained error and not in
/// exhausted memory or time.
struct SPSSLimits: Sendable {
    /// Variables of a file.
    var variables = 32_767
    /// Bytes before the cases, which ReadStat reads twice and holds in memory many times over.
    var dictionaryBytes = 16 << 20
    /// Value labels of a file, and UTF-8 bytes of one of them.
    var valueLabels = 1 << 20
    var bytesPerLabel = 16_384
    /// Values of a file: all variables of all cases.
    var values = 1 << 32
}
