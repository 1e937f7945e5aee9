import Definitions

/// The JSON Schemas that stand in a `schemas` folder beside the definitions or above them.
enum Schemas {
    /// The schema of a kind of definition, looked up in `schemas/` beside the file and in the folders above it.
    ///
    /// - Returns: nil when there is no such schema; the failure when it cannot be used.
    static func schema(_ kind: String, near path: String) -> Result<JSONSchema, DefinitionError>? {
        var folder = FilePath.folder(of: path)
        for _ in 0..<4 {
            let candidate = folder + "/schemas/" + kind + ".schema.json"
            if FilePath.exists(candidate) {
                do throws(DefinitionError) {
                    return .success(try JSONSchema.load(path: candidate, displayName: candidate))
                } catch {
                    return .failure(error)
                }
            }
            folder = folder == "." ? ".." : FilePath.joined(folder, "..")
        }
        return nil
    }
}
