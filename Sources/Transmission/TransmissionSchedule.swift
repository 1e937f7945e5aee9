public import Records

/// When a programme's data are sent: each version with the day up to which its data are, and the day by which it is due.
///
/// Article 42 of Regulation (EU) 2021/1060: data to 31 December by 31 January, and to 30 June by 31 July.
public struct TransmissionSchedule: Sendable, Hashable {
    /// A version that comes every year.
    public struct Yearly: Sendable, Hashable {
        /// What follows the year in its name: `12`.
        public let suffix: String
        /// The last day of its data, and the day by which it is due: month and day. A day of the year that is not after the last day of
        /// the data is one of the next year.
        public let through: MonthDay
        public let due: MonthDay

        public init(suffix: String, through: MonthDay, due: MonthDay) {
            self.suffix = suffix
            self.through = through
            self.due = due
        }
    }

    public let yearly: [Yearly]
    /// The names of the first and the last version; nil where there is no end.
    public let first: String?
    public let last: String?

    public init(yearly: [Yearly], first: String? = nil, last: String? = nil) {
        self.yearly = yearly
        self.first = first
        self.last = last
    }

    /// The version that is prepared on a day: of those that are not yet due the first.
    ///
    /// - Returns: nil after the last version, and before a programme has any.
    public func version(asOf day: CalendarDay) -> TransmissionVersion? {
        let year = day.parts.year
        return ((year - 1)...(year + 2)).flatMap(versions).sorted { $0.due < $1.due }.first { $0.due >= day }
    }

    /// The versions with data of a year.
    func versions(of year: Int) -> [TransmissionVersion] {
        yearly.compactMap { form -> TransmissionVersion? in
            let id = "\(year)\(form.suffix)"
            if let first, id < first { return nil }
            if let last, id > last { return nil }
            guard let through = form.through.day(in: year),
                let due = form.due.day(in: form.due > form.through ? year : year + 1)
            else { return nil }
            return TransmissionVersion(id: id, through: through, due: due)
        }
    }
}

/// A day of every year, such as 31 December.
public struct MonthDay: Sendable, Hashable, Comparable {
    public let month: Int
    public let day: Int

    /// Reads `12-31`; nil for what is no day of a year without a leap day.
    public init?(_ text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let month = Int(parts[0]), let day = Int(parts[1]),
            CalendarDay(year: 2023, month: month, day: day) != nil
        else { return nil }
        self.month = month
        self.day = day
    }

    public func day(in year: Int) -> CalendarDay? { CalendarDay(year: year, month: month, day: day) }

    public static func < (left: MonthDay, right: MonthDay) -> Bool {
        (left.month, left.day) < (right.month, right.day)
    }
}

/// One transmission of a programme's data.
public struct TransmissionVersion: Sendable, Hashable {
    /// Year and month of the data, such as `202312`.
    public let id: String
    /// The last day of the data.
    public let through: CalendarDay
    /// The day by which they are due.
    public let due: CalendarDay

    public init(id: String, through: CalendarDay, due: CalendarDay) {
        self.id = id
        self.through = through
        self.due = due
    }
}
