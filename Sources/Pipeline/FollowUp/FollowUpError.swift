public import Diagnostics

/// What keeps a follow-up from being planned, drawn or handed over. No message names a person.
public enum FollowUpError: ExplainedError, Hashable {
    /// The pipeline declares no follow-up.
    case notDeclared(pipeline: String)
    /// Persons with more than one row in the table.
    case repeatedPersons(table: String, rows: Int)
    /// The folder for the lists is where the build is published.
    case publishedFolder(String, output: String)
    /// The file of draws, or a list of contacts, is not as it was written.
    case damaged(path: String, line: Int, what: String)
    /// The file of draws is of another key than the store.
    case drawsOfOtherKey(path: String)
    /// There is no key where one is to be.
    case noKey(path: String)
    /// The key is not that of the list.
    case otherKey(path: String, list: String)
    /// Codes of persons that are one person's within a file only.
    case codesByFile(list: String)
    /// A file that is no delimited text, with what it is instead.
    case notDelimited(path: String, reason: String, remedy: String)
    /// A column that the file does not have.
    case noColumn(String, path: String, columns: [String], near: String?)
    /// A list that is marked already.
    case alreadyMarked(path: String, column: String)
    /// The marked list would take the place of another file.
    case wouldOverwrite(path: String)

    public var code: String {
        switch self {
        case .notDeclared: "follow-up.not-declared"
        case .repeatedPersons: "follow-up.repeated-persons"
        case .publishedFolder: "follow-up.published-folder"
        case .damaged: "follow-up.damaged"
        case .drawsOfOtherKey: "follow-up.draws-of-other-key"
        case .noKey: "follow-up.no-key"
        case .otherKey: "follow-up.other-key"
        case .codesByFile: "follow-up.codes-by-file"
        case .notDelimited: "follow-up.not-delimited"
        case .noColumn: "follow-up.no-column"
        case .alreadyMarked: "follow-up.already-marked"
        case .wouldOverwrite: "follow-up.would-overwrite"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notDeclared(let pipeline):
            Explanation(
                summary: "\(pipeline) declares no follow-up",
                cause: "who is followed up, and what is an answer, stands under 'follow-up:' in the pipeline",
                remedies: ["add 'follow-up: {table: participant, answer: \"present(status_after)\"}'"])
        case .repeatedPersons(let table, let rows):
            Explanation(
                summary:
                    "\(rows) \(rows == 1 ? "row" : "rows") of '\(table)' are of persons who have another row there",
                cause: "who is listed twice would have twice the chance, and be asked twice",
                remedies: ["follow up a table of merged rows, a row for each person and operation"])
        case .publishedFolder(let folder, let output):
            Explanation(
                summary: "\(folder) lies in \(output), where the build is published",
                cause: "lists of contacts and small groups are no part of what is published",
                remedies: ["name a folder outside it with --desk", "leave out --desk"])
        case .damaged(let path, let line, let what):
            Explanation(
                summary: "\(path):\(line): \(what)", cause: "the file is not as Kaiku wrote it",
                remedies: ["put it back from a backup", "undo what was changed by hand"])
        case .drawsOfOtherKey(let path):
            Explanation(
                summary: "the draws in \(path) were made with another pseudonym key than the store",
                cause: "pseudonyms of different keys never match, so those drawn would not be found",
                remedies: [
                    "put back the key that the draws were made with, and build again",
                    "if that key is lost, move the file away and draw anew; nobody can tell who was asked before",
                ])
        case .noKey(let path):
            Explanation(
                summary: "there is no key at \(path)",
                cause: "persons are found by the key that their pseudonyms were made with",
                remedies: ["name the key with --key: the file that ends in .sqlite.key beside the store"])
        case .otherKey(let path, let list):
            Explanation(
                summary: "\(path) is not the key of \(list)",
                cause: "with another key nobody on the list would be found",
                remedies: ["ask whoever made the list for its key", "ask for a list made with this key"])
        case .codesByFile(let list):
            Explanation(
                summary: "the persons of \(list) cannot be found in another list",
                cause: "their mapping says 'scope: file', so that the same code is another person in each file",
                remedies: ["give persons one code in all files, and leave out 'scope' in the mapping"])
        case .notDelimited(let path, let reason, let remedy):
            Explanation(summary: "\(path) cannot be read as a table: \(reason)", remedies: [remedy])
        case .noColumn(let name, let path, let columns, let near):
            Explanation(
                summary: "\(path):1: there is no column '\(name)'",
                cause: "the columns are \(columns.joined(separator: ", "))",
                remedies: [near.map { "did you mean '\($0)'?" } ?? "name one of these with --column"])
        case .alreadyMarked(let path, let column):
            Explanation(
                summary: "\(path):1: there is a column '\(column)' already",
                cause: "the file was marked before, and would get the columns twice",
                remedies: ["mark your own list anew, not the marked copy"])
        case .wouldOverwrite(let path):
            Explanation(
                summary: "\(path) is there already", cause: "no file is overwritten",
                remedies: ["name another file with --output", "remove the file if it is an old marked copy"])
        }
    }
}
