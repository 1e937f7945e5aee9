internal import Foundation

/// What a build published: its `results.json`, as Documentation/guide/results.md describes it.
public struct BuildResults: Sendable, Hashable, Decodable {
    /// The first and the last day of observation, as ISO days.
    public struct Period: Sendable, Hashable, Decodable {
        public let from: String
        public let to: String
    }

    /// A published value.
    public struct Value: Sendable, Hashable, Decodable {
        /// Levels by dimension; none for the total.
        public let breakdown: [String: String]
        /// In the indicator's unit; nil when withheld or absent.
        public let value: Double?
        public let withheld: Bool
        public let approximate: Bool
        /// Why there is no value, such as `too-few`.
        public let absent: String?
        /// The observations behind it; nil when withheld.
        public let n: Double?
        /// The ends of the interval, nil within when withheld; nil when the kind has none.
        public let interval: [Double?]?
        /// Further numbers by name, nil when withheld or absent.
        public let further: [String: Double?]?
    }

    /// An indicator with its values.
    public struct Indicator: Sendable, Hashable, Decodable {
        public let code: String
        /// By language.
        public let titles: [String: String]
        public let unit: String
        public let values: [Value]
    }

    static let schema = "https://kaiku.invalid/results/1"

    public let pipeline: String
    public let build: String
    public let period: Period
    public let asOf: String
    /// Which copy the build is: `public` or `authority`; nil in a build of an earlier version, which is public.
    public let copy: String?
    public let threshold: Int
    public let indicators: [Indicator]

    /// Whether it has full counts, and is not for publication.
    public var isAuthorityCopy: Bool { copy == "authority" }

    private struct Form: Decodable { let schema: String }

    /// Reads the bytes of a `results.json`.
    ///
    /// - Parameter file: What to call it in messages.
    public static func load(_ bytes: [UInt8], file: String) throws(TemplateError) -> BuildResults {
        let data = Data(bytes)
        do {
            let form = try JSONDecoder().decode(Form.self, from: data)
            guard form.schema == schema else { throw TemplateError.otherVersion(file: file, found: form.schema) }
            return try JSONDecoder().decode(BuildResults.self, from: data)
        } catch let error as TemplateError {
            throw error
        } catch DecodingError.keyNotFound(let key, _) {
            throw .notResults(file: file, reason: "the key '\(key.stringValue)' is missing")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            throw .notResults(file: file, reason: "'\(path.joined(separator: "."))' has a value of another type")
        } catch {
            throw .notResults(file: file, reason: "it is no well-formed JSON")
        }
    }
}
