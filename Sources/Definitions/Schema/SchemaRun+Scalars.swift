/// Rules of numbers and texts.
extension SchemaRun {
    mutating func fulfils(_ rule: NumberRule, _ number: Double, _ context: Context) -> Bool {
        let bounds: [(limit: Double?, holds: (Double, Double) -> Bool, words: String)] = [
            (rule.minimum, { $0 >= $1 }, "at least"), (rule.maximum, { $0 <= $1 }, "at most"),
            (rule.exclusiveMinimum, { $0 > $1 }, "more than"), (rule.exclusiveMaximum, { $0 < $1 }, "less than"),
        ]
        for (limit, holds, words) in bounds {
            guard let limit, !holds(number, limit) else { continue }
            return fail(
                context, "out-of-range",
                "\(context.subject.words) must be \(words) \(plain(limit)), and is \(context.value.shortText)")
        }
        if let step = rule.multipleOf {
            let steps = number / step
            // 0.3 is a multiple of 0.1, though not for binary fractions.
            if !steps.isFinite || abs(steps - steps.rounded()) > 1e-9 * max(1, abs(steps)) {
                return fail(
                    context, "out-of-range",
                    "\(context.subject.words) must be a multiple of \(plain(step)), and is \(context.value.shortText)")
            }
        }
        return true
    }

    mutating func fulfils(_ rule: TextRule, _ text: String, _ context: Context) -> Bool {
        if rule.minLength != nil || rule.maxLength != nil {
            let length = text.unicodeScalars.count
            if let least = rule.minLength, length < least {
                return fail(
                    context, "wrong-length",
                    "\(context.subject.words) must have at least \(counted(least, "character")), and has \(length == 0 ? "none" : "\(length)")"
                )
            }
            if let most = rule.maxLength, length > most {
                return fail(
                    context, "wrong-length",
                    "\(context.subject.words) must have at most \(counted(most, "character")), and has \(length)")
            }
        }
        if let pattern = rule.pattern, !pattern.matches(text) {
            return fail(
                context, "wrong-form", "\(quoted(text)) does not have the form of \(context.subject.words)",
                cause: "it must match \(pattern.source)" + (context.about.map { ": \($0)" } ?? ""))
        }
        if let format = rule.format, !format.accepts(text) {
            return fail(
                context, "wrong-form", "\(context.subject.words) must be \(format.words), and is \(quoted(text))")
        }
        return true
    }
}

/// A limit without the needless `.0`.
private func plain(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }
