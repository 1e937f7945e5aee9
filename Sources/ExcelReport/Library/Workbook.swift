import CXLSXWriter
import Glibc

/// A workbook being written; ``close(path:)`` saves it, and one dropped by an error is freed unsaved.
///
/// Sheets, formats and charts belong to the workbook and are used only while it is open.
@safe struct Workbook: ~Copyable {
    private let handle: UnsafeMutablePointer<lxw_workbook>

    /// Opens a workbook that is saved to a path.
    ///
    /// - Parameter size: About how many bytes its largest part takes before it is packed.
    init(path: String, size: Int) throws(ExcelReportError) {
        // The library reports a file that cannot be made at its end only, and on standard error.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: SystemReason.text(errno)) }
        Glibc.close(descriptor)
        let folder = try TemporaryFolder.withRoom(for: size, path: path)
        guard let handle = unsafe kaiku_workbook_new(path, folder) else {
            throw .cannotOpen(path: path, reason: SystemReason.text(ENOMEM))
        }
        unsafe self.handle = handle
        unsafe kaiku_set_default_font(handle, "Arial", 12)
    }

    deinit { unsafe lxw_workbook_free(handle) }

    /// Saves the file and frees the workbook, saved or not.
    consuming func close(path: String) throws(ExcelReportError) {
        errno = 0
        let status = unsafe workbook_close(handle)
        let number = errno
        discard self
        guard status == LXW_NO_ERROR else {
            throw .notSaved(path: path, reason: number != 0 ? SystemReason.text(number) : LibraryReason.text(status))
        }
    }

    /// Adds a sheet and lends it to `body`.
    func addSheet(
        named name: String, _ body: (Sheet) throws(ExcelReportError) -> Void
    ) throws(ExcelReportError) {
        let status = unsafe workbook_validate_sheet_name(handle, name)
        guard status == LXW_NO_ERROR, let sheet = unsafe workbook_add_worksheet(handle, name) else {
            throw .refused(part: "the sheet '\(name)'", reason: LibraryReason.text(status))
        }
        try body(unsafe Sheet(sheet, workbook: handle, name: name))
    }

    /// A format for cells of a style.
    func format(_ style: CellStyle) -> CellFormat {
        guard let format = unsafe workbook_add_format(handle) else { return CellFormat() }
        unsafe format_set_font_name(format, "Arial")
        unsafe format_set_font_size(format, style.size)
        unsafe format_set_font_color(format, style.colour)
        if style.isBold { unsafe format_set_bold(format) }
        if style.isUnderlined { unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        let horizontal =
            switch style.alignment {
            case .left: LXW_ALIGN_LEFT
            case .right: LXW_ALIGN_RIGHT
            case .cut: LXW_ALIGN_FILL
            }
        unsafe format_set_align(format, UInt8(horizontal.rawValue))
        let vertical =
            switch style.vertical {
            case .top: LXW_ALIGN_VERTICAL_TOP
            case .centre: LXW_ALIGN_VERTICAL_CENTER
            case .bottom: LXW_ALIGN_VERTICAL_BOTTOM
            }
        unsafe format_set_align(format, UInt8(vertical.rawValue))
        if style.wraps { unsafe format_set_text_wrap(format) }
        if style.indent > 0 { unsafe format_set_indent(format, style.indent) }
        if let code = style.format { unsafe format_set_num_format(format, code) }
        switch style.rule {
        case .none: break
        case .row:
            unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_bottom_color(format, Palette.gridline)
        case .heading:
            unsafe format_set_bottom(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
            unsafe format_set_bottom_color(format, Palette.accent)
        case .total:
            unsafe format_set_top(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
            unsafe format_set_top_color(format, Palette.accent)
            unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_bottom_color(format, Palette.gridline)
        case .input:
            unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_border_color(format, Palette.accent)
        }
        if style.isUnlocked { unsafe format_set_unlocked(format) }
        return unsafe CellFormat(format)
    }

    /// Defines a name for a range, as screen readers look for it.
    func defineName(_ name: String, range: String) throws(ExcelReportError) {
        let status = unsafe workbook_define_name(handle, name, "=" + range)
        guard status == LXW_NO_ERROR else {
            throw .refused(part: "the name '\(name)'", reason: LibraryReason.text(status))
        }
    }

    /// Stores a text among the document's own properties.
    func setProperty(_ name: String, _ value: String) throws(ExcelReportError) {
        let status = unsafe workbook_set_custom_property_string(handle, name, value)
        guard status == LXW_NO_ERROR else {
            throw .refused(part: "the property '\(name)'", reason: LibraryReason.text(status))
        }
    }
}

/// A format of a workbook; the default one when memory ran out.
@safe struct CellFormat {
    let handle: UnsafeMutablePointer<lxw_format>?

    init() { unsafe handle = nil }
    init(_ handle: UnsafeMutablePointer<lxw_format>) { unsafe self.handle = handle }
}

/// The formats of a workbook by style, each made once.
struct FormatBook: ~Copyable {
    private var formats: [CellStyle: CellFormat] = [:]

    mutating func format(_ style: CellStyle, in workbook: borrowing Workbook) -> CellFormat {
        if let format = formats[style] { return format }
        let format = workbook.format(style)
        formats[style] = format
        return format
    }
}

/// Reasons of the system and the library, in words.
enum SystemReason {
    static func text(_ number: Int32) -> String {
        switch number {
        case EACCES, EPERM, EROFS: "you may not write there"
        case ENOENT, ENOTDIR: "its folder does not exist"
        case EISDIR: "it is a folder"
        case ENOSPC, EDQUOT: "the disk is full"
        case EFBIG: "the file would be larger than allowed"
        case ENOMEM: "there is not enough memory"
        case EMFILE, ENFILE: "too many files are open"
        case EBUSY, ETXTBSY: "another program is using it"
        case EIO: "the disk failed"
        default: "the system gives error \(number)"
        }
    }
}

enum LibraryReason {
    static func text(_ status: lxw_error) -> String {
        guard let text = unsafe lxw_strerror(status) else {
            return "the workbook library gives error \(status.rawValue)"
        }
        return unsafe String(cString: text)
    }
}
