import Glibc

/// Text to a person: results on standard output, messages and progress on standard error.
enum Terminal {
    static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }
    static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Whether a person watches: progress is for terminals only.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// One line that the next one replaces.
    static func progress(_ text: String) { write("\r\u{1B}[K\(text)…", to: STDERR_FILENO) }
    static func endProgress() { write("\r\u{1B}[K", to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A closed pipe is the reader's choice, not a fault.
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Lines of two columns, aligned by characters.
    static func columns(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { row in "  " + row.0 + String(repeating: " ", count: width - row.0.count + 2) + row.1 }
            .joined(separator: "\n")
    }
}
