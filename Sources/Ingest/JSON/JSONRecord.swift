internal import CJansson

/// One record of a JSON file, flattened: objects within it become names with points, such as `address.city`, and lists of texts and
/// numbers one text with semicolons between.
struct JSONRecord {
    /// In the order of the file; no name comes twice.
    private(set) var fields: [(name: String, cell: WorkbookCell)] = []
    /// Names of lists that hold objects or lists, with how many: such rows of their own have no place in a column.
    private(set) var lists: [(name: String, count: Int)] = []
    /// Names of lists in which an entry has a semicolon, so that they can no longer be told apart.
    private(set) var ambiguous: [String] = []

    fileprivate init() {}

    /// Flattens an object.
    ///
    /// - Returns: false when two values have the same name.
    fileprivate mutating func flatten(_ object: OpaqueJSON, prefix: String, names: inout Set<String>) -> Bool {
        for (key, value) in object.entries {
            let name = prefix + key
            switch value.kind {
            case .object:
                guard flatten(value, prefix: name + ".", names: &names) else { return false }
                continue
            case .array: add(value, name)
            case .text: fields.append((name, value.text.isEmpty ? .empty : .text(value.text)))
            case .boolean(let flag): fields.append((name, .boolean(flag)))
            case .null: fields.append((name, .empty))
            }
            guard names.insert(name).inserted else { return false }
        }
        return true
    }

    private mutating func add(_ array: OpaqueJSON, _ name: String) {
        let elements = array.elements
        var texts: [String] = []
        for element in elements {
            switch element.kind {
            case .object, .array:
                lists.append((name, elements.count))
                return
            case .text: texts.append(element.text)
            case .boolean(let flag): texts.append(flag ? "true" : "false")
            case .null: break
            }
        }
        if texts.count > 1, texts.contains(where: { $0.utf8.contains(UInt8(ascii: ";")) }) { ambiguous.append(name) }
        let text = texts.joined(separator: ";")
        fields.append((name, text.isEmpty ? .empty : .text(text)))
    }
}

/// Parses single records with Jansson.
struct JSONRecordParser {
    private var preparation: JSONPreparation

    init(limits: JSONLimits) { preparation = JSONPreparation(limits: limits) }

    /// Parses the bytes of one record.
    mutating func parse(_ source: [UInt8]) -> Result<JSONRecord, JSONRecordFault> {
        guard let first = source.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else {
            return .failure(JSONRecordFault(.truncated))
        }
        guard first == UInt8(ascii: "{") else {
            let isValue = "[\"-0123456789tfn".utf8.contains(first)
            return .failure(JSONRecordFault(isValue ? .notAnObject : .syntax))
        }
        if let fault = preparation.prepare(source) { return .failure(JSONRecordFault(fault)) }
        switch OpaqueJSON.parse(preparation.bytes) {
        case .failure(let fault): return .failure(fault)
        case .success(let root):
            defer { root.release() }
            var record = JSONRecord()
            var names: Set<String> = []
            guard record.flatten(root, prefix: "", names: &names) else {
                return .failure(JSONRecordFault(.duplicateKey))
            }
            return .success(record)
        }
    }

    /// The text of a string with its quotes and escapes; nil when it is none.
    static func text(ofString bytes: [UInt8]) -> String? {
        guard case .success(let root) = OpaqueJSON.parse([UInt8(ascii: "[")] + bytes + [UInt8(ascii: "]")]) else {
            return nil
        }
        defer { root.release() }
        let elements = root.elements
        guard elements.count == 1, case .text = elements[0].kind else { return nil }
        return elements[0].text
    }
}

/// Why a record could not be parsed.
struct JSONRecordFault: Error {
    let fault: JSONFault

    init(_ fault: JSONFault) { self.fault = fault }
}

/// A value of Jansson's. Its memory is the root's, until that is released.
@safe private struct OpaqueJSON {
    enum Kind {
        case object, array, text
        case boolean(Bool)
        case null
    }

    private let pointer: UnsafeMutablePointer<json_t>

    private init(_ pointer: UnsafeMutablePointer<json_t>) { unsafe self.pointer = pointer }

    static func parse(_ bytes: [UInt8]) -> Result<OpaqueJSON, JSONRecordFault> {
        var error = json_error_t()
        let root = unsafe bytes.withUnsafeBytes { buffer in
            unsafe json_loadb(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, Int(JSON_REJECT_DUPLICATES),
                &error)
        }
        if let root = unsafe root { return unsafe .success(OpaqueJSON(root)) }
        return .failure(JSONRecordFault(fault(of: &error)))
    }

    private static func fault(of error: inout json_error_t) -> JSONFault {
        switch unsafe json_error_code(UInt32(cjansson_error_code(&error))) {
        case json_error_invalid_utf8: return .invalidUTF8
        case json_error_premature_end_of_input: return .truncated
        case json_error_null_character, json_error_null_byte_in_key: return .nulCharacter
        case json_error_duplicate_key: return .duplicateKey
        case json_error_stack_overflow: return .tooDeep
        default:
            // Jansson has no code of its own for half a surrogate pair; its message goes no further than here.
            let message = unsafe withUnsafeBytes(of: &error.text) { unsafe String(decoding: $0, as: UTF8.self) }
            return message.hasPrefix("invalid Unicode") ? .loneSurrogate : .syntax
        }
    }

    func release() { unsafe cjansson_release(pointer) }

    var kind: Kind {
        switch unsafe cjansson_type(pointer) {
        case JSON_OBJECT: .object
        case JSON_ARRAY: .array
        case JSON_TRUE: .boolean(true)
        case JSON_FALSE: .boolean(false)
        case JSON_STRING: .text
        default: .null
        }
    }

    var text: String {
        guard let start = unsafe json_string_value(pointer) else { return "" }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: json_string_length(pointer))
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    var elements: [OpaqueJSON] {
        unsafe (0..<json_array_size(pointer)).compactMap { place in
            unsafe json_array_get(pointer, place).map { unsafe OpaqueJSON($0) }
        }
    }

    /// In the order of the file.
    var entries: [(String, OpaqueJSON)] {
        var entries: [(String, OpaqueJSON)] = []
        var place = unsafe json_object_iter(pointer)
        while let here = unsafe place {
            if let key = unsafe json_object_iter_key(here), let value = unsafe json_object_iter_value(here) {
                unsafe entries.append((String(cString: key), OpaqueJSON(value)))
            }
            unsafe place = json_object_iter_next(pointer, here)
        }
        return entries
    }
}
