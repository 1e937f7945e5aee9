import Definitions

/// The JSON Schemas that stand in a `schemas` folder beside the definitions or above them, each compiled once.
struct Schemas {
    private var known: [String: Result<JSONSchema, DefinitionError>] = [:]

    /// The schema of a kind of definition, looked up in `schemas/` beside the file and in the folders above it.
    ///
    /// - Returns: nil when there is no such schema; the failure when it cannot be used.
    mutating func schema(_ kind: String, near path: String) -> Result<JSONSchema, DefinitionError>? {
        var folder = FilePath.folder(of: path)
        for _ in 0..<4 {
            let candidate = folder + "/schemas/" + kind + ".schema.json"
            if let compiled = known[candidate] { return compiled }
            if FilePath.exists(candidate) {
                let compiled = Self.compiled(candidate)
                known[candidate] = compiled
                return compiled
            }
            folder = folder == "." ? ".." : FilePath.joined(folder, "..")
        }
        return nil
    }

    private static func compiled(_ path: String) -> Result<JSONSchema, DefinitionError> {
        do throws(DefinitionError) {
            return .success(try JSONSchema.load(path: path, displayName: path))
        } catch {
            return .failure(error)
        }
    }
}
