/// The days on which something was in use; open on the sides that have no day.
public struct Validity: Sendable, Hashable {
    /// The first day.
    public let from: CalendarDay?
    /// The last day.
    public let to: CalendarDay?

    public init(from: CalendarDay? = nil, to: CalendarDay? = nil) {
        self.from = from
        self.to = to
    }

    /// Whether it has neither a first nor a last day.
    public var isOpen: Bool { from == nil && to == nil }

    /// Whether a day is among them.
    public func contains(_ day: CalendarDay) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }

    /// The days as messages write them, such as `…2008-12-31`.
    public var text: String { "\(from?.description ?? "")…\(to?.description ?? "")" }
}

/// The attributes of a code at another time or in another vintage of its list, such as the region that a municipality was in before.
public struct CodeVersion: Sendable, Hashable {
    /// The vintage's name, such as `nuts-2021` or `2023`.
    public let vintage: String?
    public let validity: Validity
    /// The attributes that differ.
    public let attributes: [String: String]

    public init(vintage: String? = nil, validity: Validity = Validity(), attributes: [String: String]) {
        self.vintage = vintage
        self.validity = validity
        self.attributes = attributes
    }
}

extension Code {
    /// An attribute as it was on a day or is in a vintage; without either, as it is.
    public func attribute(_ name: String, vintage: String? = nil, on day: CalendarDay? = nil) -> String? {
        for version in versions {
            guard let value = version.attributes[name] else { continue }
            if let vintage, version.vintage == vintage { return value }
            if let day, !version.validity.isOpen, version.validity.contains(day) { return value }
        }
        return attributes[name]
    }

    /// Whether the code was in use on a day; without one, whether it still is.
    public func isValid(on day: CalendarDay?) -> Bool {
        day.map { validity.contains($0) } ?? (validity.to == nil)
    }
}

extension CodeList {
    /// The names of the vintages that any code has a version of.
    public var vintages: [String] { Set(codes.flatMap { $0.versions.compactMap(\.vintage) }).sorted() }

    /// Whether what any code means depends on the day.
    public var isDated: Bool {
        codes.contains { !$0.validity.isOpen || $0.versions.contains { !$0.validity.isOpen } }
    }
}
