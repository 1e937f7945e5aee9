/// What is wrong with one record of a JSON file.
///
/// None quotes what stands there: it may be about a person.
public enum JSONFault: String, Sendable, Hashable, CaseIterable {
    case syntax = "it is not well-formed JSON"
    case truncated = "it ends before it is complete"
    case notAnObject = "it is no object with names and values"
    case duplicateKey = "it gives the same name two values"
    case nulCharacter = "it has a NUL character, which no text holds"
    case invalidUTF8 = "it has bytes that are not UTF-8"
    case loneSurrogate = "it has one half of a surrogate pair, which is no character"
    case tooDeep = "it has over 32 objects and lists within one another"
    case tooLong = "it has over 16 MiB"
    case tooManyValues = "it has over 131,072 values"
    case numberTooLong = "it has a number of over 400 digits"

    /// The phrase that completes "the record cannot be read: …".
    public var description: String { rawValue }
}
