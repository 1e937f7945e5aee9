import Glibc

/// Where the library collects the parts of a workbook before it packs them.
///
/// The library does not notice when such a file cannot be written to its end, and would pack what there is; so the room is
/// looked at before.
enum TemporaryFolder {
    /// A folder with room for a file.
    ///
    /// A file system in memory comes first: on a disk, making and removing some fifty small files takes longer than all the
    /// rest of a small workbook.
    ///
    /// - Parameters:
    ///   - size: Bytes of the largest file; four times as much is asked for, since others write there too.
    ///   - path: The workbook, for the error.
    static func withRoom(for size: Int, path: String) throws(ExcelReportError) -> String {
        var folders = size < 64_000_000 ? ["/dev/shm"] : []
        if let named = unsafe getenv("TMPDIR") { folders.append(unsafe String(cString: named)) }
        folders.append("/tmp")
        for folder in folders where unsafe access(folder, W_OK | X_OK) == 0 {
            if room(in: folder) ?? 0 >= size * 4 { return folder }
        }
        throw .notSaved(
            path: path, reason: "no folder for temporary files has room: \(folders.joined(separator: ", "))")
    }

    /// Free bytes of the file system that a folder is on.
    private static func room(in folder: String) -> Int? {
        var status = statvfs()
        guard unsafe statvfs(folder, &status) == 0 else { return nil }
        let (bytes, isTooLarge) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
            by: Int(clamping: status.f_frsize))
        return isTooLarge ? .max : bytes
    }
}
