/// Which copy of its reports a build makes.
///
/// Whoever finances a project may have to see every count; whoever reads a published report may not. So there are two copies, and each
/// says which it is.
public enum Copy: String, Sendable, Hashable, CaseIterable {
    /// Under disclosure control: for anyone.
    case `public`
    /// With full counts, for the authority that asks for them; never for publication.
    case authority

    /// What stands in the names of files between their own name and the language: `.authority`, so that a file that is passed on still
    /// tells; nothing for the public copy.
    public var fileMark: String { self == .public ? "" : ".\(rawValue)" }
}
