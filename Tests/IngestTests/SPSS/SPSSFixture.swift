import CReadStat
import Foundation

@testable import Ingest

/// SPSS files put together with ReadStat's writer.
struct SPSSFixture {
    struct Variable {
        var name: String
        var title: String? = nil
        var format: String? = nil
        /// The bytes of a text; nil for a number.
        var width: Int? = nil
        var labels: [(SPSSValue, String)] = []
        var missing: [SPSSVariable.MissingRange] = []
    }

    /// What the writer hands over piece by piece.
    private final class Output {
        var bytes: [UInt8] = []
        /// Texts that the writer keeps pointers to.
        var texts: [UnsafeMutablePointer<CChar>] = []
        deinit { for text in texts { free(text) } }
    }

    /// The bytes of a file.
    static func bytes(
        _ variables: [Variable], cases: [[SPSSValue]], compression: readstat_compress_t = READSTAT_COMPRESS_ROWS
    ) throws -> [UInt8] {
        guard let writer = readstat_writer_init() else { throw TestFailure("no writer") }
        defer { readstat_writer_free(writer) }
        let output = Output()
        readstat_set_data_writer(writer) { bytes, count, context in
            guard let bytes, let context else { return -1 }
            Unmanaged<Output>.fromOpaque(context).takeUnretainedValue().bytes += UnsafeRawBufferPointer(
                start: bytes, count: count)
            return count
        }
        readstat_writer_set_compression(writer, compression)
        readstat_writer_set_file_timestamp(writer, 1_700_000_000)
        let columns = try variables.enumerated().map { try add($1, number: $0, to: writer, output) }
        try check(
            readstat_begin_writing_sav(writer, Unmanaged.passUnretained(output).toOpaque(), cases.count))
        for values in cases {
            try check(readstat_begin_row(writer))
            for (column, value) in zip(columns, values) {
                switch value {
                case .missing: try check(readstat_insert_missing_value(writer, column))
                case .number(let number): try check(readstat_insert_double_value(writer, column, number))
                case .text(let text): try check(readstat_insert_string_value(writer, column, text))
                }
            }
            try check(readstat_end_row(writer))
        }
        try check(readstat_end_writing(writer))
        return output.bytes
    }

    private static func add(
        _ variable: Variable, number: Int, to writer: UnsafeMutablePointer<readstat_writer_t>,
        _ output: Output
    ) throws -> UnsafeMutablePointer<readstat_variable_t> {
        let type = variable.width == nil ? READSTAT_TYPE_DOUBLE : READSTAT_TYPE_STRING
        guard let column = readstat_add_variable(writer, variable.name, type, variable.width ?? 0) else {
            throw TestFailure("no variable")
        }
        if let title = variable.title { readstat_variable_set_label(column, title) }
        if let format = variable.format { readstat_variable_set_format(column, format) }
        if !variable.labels.isEmpty {
            let set = readstat_add_label_set(writer, type, "labels\(number)")
            for (value, label) in variable.labels {
                switch value {
                case .missing: break
                case .number(let number): readstat_label_double_value(set, number, label)
                case .text(let text): readstat_label_string_value(set, text, label)
                }
            }
            readstat_variable_set_label_set(column, set)
        }
        for range in variable.missing {
            switch range {
            case .numbers(let range):
                try check(
                    readstat_variable_add_missing_double_range(column, range.lowerBound, range.upperBound))
            case .text(let text):
                guard let kept = strdup(text) else { throw TestFailure("no memory") }
                output.texts.append(kept)
                try check(readstat_variable_add_missing_string_value(column, kept))
            }
        }
        return column
    }

    private static func check(_ status: readstat_error_t) throws {
        if status != READSTAT_OK { throw TestFailure(String(cString: readstat_error_message(status))) }
    }
}
