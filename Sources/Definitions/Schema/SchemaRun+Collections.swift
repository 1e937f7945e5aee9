import Diagnostics

/// Rules of lists and mappings.
extension SchemaRun {
    mutating func fulfils(_ rule: ListRule, _ items: [Definition], _ context: Context) -> Bool {
        var isRight = true
        if let least = rule.minItems, items.count < least {
            isRight = failCount(context, "at least", least, "item", items.count)
        }
        if let most = rule.maxItems, items.count > most {
            isRight = failCount(context, "at most", most, "item", items.count)
        }
        if isSilent, !isRight { return false }
        let list = context.subject.listName
        for (position, item) in items.enumerated() {
            let schema = position < rule.prefixItems.count ? rule.prefixItems[position] : rule.items
            guard let schema, !check(item, schema, .item(position, of: list), depth: context.depth + 1) else {
                continue
            }
            if isSilent { return false }
            isRight = false
        }
        if rule.uniqueItems, !areUnique(items, context) { isRight = false }
        if isSilent, !isRight { return false }
        if let schema = rule.contains {
            let found = silently { run in
                // Counting beats stopping early: lists of definitions are short.
                items.count { run.check($0, schema, .item(0, of: list), depth: context.depth + 1) }
            }
            let noun = nodes[schema].noun.map { " that is \($0)" } ?? " of the kind that it must contain"
            if found < rule.minContains {
                isRight = failCount(context, "at least", rule.minContains, "item", found, ofKind: noun)
            }
            if let most = rule.maxContains, found > most {
                isRight = failCount(context, "at most", most, "item", found, ofKind: noun)
            }
        }
        return isRight
    }

    private mutating func silently(_ count: (inout SchemaRun) -> Int) -> Int {
        var result = 0
        _ = silently { (run: inout SchemaRun) -> Bool in
            result = count(&run)
            return true
        }
        return result
    }

    private mutating func areUnique(_ items: [Definition], _ context: Context) -> Bool {
        // Texts are found by hash, anything else by comparison with all before it.
        var firstByText: [String: Int] = [:]
        var others: [Int] = []
        var isRight = true
        for (position, item) in items.enumerated() {
            let earlier: Int?
            if let text = item.string {
                earlier = firstByText[text]
                if earlier == nil { firstByText[text] = position }
            } else {
                earlier = others.first { items[$0].hasSameValue(as: item) }
                if earlier == nil { others.append(position) }
            }
            guard let earlier else { continue }
            let list = context.subject.listName
            let itemContext = Context(
                value: item, subject: .item(position, of: list), depth: context.depth + 1, noun: nil, about: nil)
            isRight = fail(
                itemContext, "duplicate-item",
                "\(itemContext.subject.words) (\(quoted(item.shortText))) is the same as item \(earlier + 1)",
                cause: "each item may be there only once", remedies: ["delete one of the two"])
            if isSilent { return false }
        }
        return isRight
    }

    mutating func failCount(
        _ context: Context, _ words: String, _ limit: Int, _ noun: String, _ found: Int, ofKind kind: String = ""
    ) -> Bool {
        fail(
            context, "wrong-count",
            "\(context.subject.words) must have \(words) \(counted(limit, noun))\(kind), and has \(found == 0 ? "none" : "\(found)")"
        )
    }

    // MARK: Mappings

    mutating func fulfils(_ rule: ObjectRule, _ mapping: DefinitionMapping, _ context: Context) -> Bool {
        var isRight = true
        /// Keys that an unknown key most likely stands for: they are not missing, but misspelt.
        var misspelt: Set<String> = []
        for entry in mapping {
            guard !checkEntry(entry, rule, mapping, context, &misspelt) else { continue }
            if isSilent { return false }
            isRight = false
        }
        for key in rule.required where mapping[key] == nil {
            if isSilent { return false }
            isRight = false
            if !misspelt.contains(key) { failMissing(key, rule, context) }
        }
        if let least = rule.minProperties, mapping.count < least {
            isRight = failCount(context, "at least", least, "key", mapping.count)
        }
        if let most = rule.maxProperties, mapping.count > most {
            isRight = failCount(context, "at most", most, "key", mapping.count)
        }
        for dependency in rule.dependencies {
            guard let entry = mapping.entry(dependency.key) else { continue }
            for key in dependency.required where mapping[key] == nil {
                isRight = failDependency(key, on: entry, context)
            }
            if let schema = dependency.schema, !check(schema, context) { isRight = false }
        }
        return isRight
    }

    private mutating func checkEntry(
        _ entry: DefinitionMapping.Entry, _ rule: ObjectRule, _ mapping: DefinitionMapping, _ context: Context,
        _ misspelt: inout Set<String>
    ) -> Bool {
        var isRight = true
        var isKnown = false
        let depth = context.depth + 1
        if let schema = rule.properties[entry.key] {
            isKnown = true
            isRight = check(entry.value, schema, .key(entry.key), depth: depth)
        }
        for (pattern, schema) in rule.patternProperties where pattern.matches(entry.key) {
            isKnown = true
            if !check(entry.value, schema, .key(entry.key), depth: depth) { isRight = false }
        }
        if !isKnown {
            if rule.isClosed {
                isRight = false
                if !isSilent { failUnknown(entry, rule, mapping, context, &misspelt) }
            } else if let schema = rule.additionalProperties {
                isRight = check(entry.value, schema, .key(entry.key), depth: depth)
            }
        }
        if let schema = rule.propertyNames {
            let name = Definition(
                .string(entry.key), file: entry.value.file, line: entry.keyLine, column: entry.keyColumn)
            if !check(name, schema, .keyName(entry.key), depth: depth) { isRight = false }
        }
        return isRight
    }

    private mutating func failUnknown(
        _ entry: DefinitionMapping.Entry, _ rule: ObjectRule, _ mapping: DefinitionMapping, _ context: Context,
        _ misspelt: inout Set<String>
    ) {
        let noun = context.noun ?? context.subject.noun
        let near = KeyWording.nearKey(entry.key, allowed: rule.keys, present: mapping.keys)
        if let near { misspelt.insert(near) }
        var finding = KeyWording.unknownKey(entry, of: noun, allowed: rule.keys, present: mapping.keys)
        if rule.keys.isEmpty, !rule.patternProperties.isEmpty {
            let forms = listed(rule.patternProperties.map(\.pattern.source), joinedBy: "or")
            finding = Finding(
                code: finding.code, severity: finding.severity,
                explanation: Explanation(
                    summary: finding.explanation.summary, cause: "its keys must match \(forms)",
                    remedies: ["give it another name"]),
                location: finding.location)
        }
        record(finding, context, column: entry.keyColumn)
    }

    private mutating func failMissing(_ key: String, _ rule: ObjectRule, _ context: Context) {
        let noun = context.noun ?? context.subject.noun
        let about = rule.properties[key].flatMap { schema in nodes[schema].about }
        let location = context.value.location
        let finding = Finding(
            code: "definition.missing-key", severity: .error,
            explanation: Explanation(
                summary: "\(location): \(quoted(key)) is missing from \(noun)",
                cause: "\(noun) must have \(listed(rule.required))",
                remedies: ["add '\(key): …'" + (about.map { " (\($0))" } ?? "")]),
            location: location)
        record(finding, context, column: context.value.column)
    }

    private mutating func failDependency(
        _ key: String, on entry: DefinitionMapping.Entry, _ context: Context
    ) -> Bool {
        guard !isSilent else { return false }
        let location = entry.keyLocation
        let finding = Finding(
            code: "definition.missing-key", severity: .error,
            explanation: Explanation(
                summary: "\(location): \(quoted(entry.key)) needs \(quoted(key)) beside it",
                remedies: ["add '\(key): …', or delete \(quoted(entry.key))"]),
            location: location)
        record(finding, context, column: entry.keyColumn)
        return false
    }
}
