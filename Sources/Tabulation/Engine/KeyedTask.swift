internal import Microdata
internal import Records

/// A measure that counts persons or other keys, and so needs all rows of a key together.
///
/// Items that are compared over the same waves, and groups that they are compared by, are counted together: the rows of a person are
/// then looked up once for all of them.
struct KeyedTask: Sendable {
    enum Kind: Sendable, Hashable {
        case distinct
        /// Values of items in some waves, by field.
        case waves(role: Int, count: Int, items: [Int])
        /// Values in a wave, by field, and whether there is another.
        case retention(role: Int, values: [Int])
        case patterns(wave: Int)
        case frequency(of: Int)

        /// Both together; nil when they have nothing to share.
        func joined(with other: Kind) -> Kind? {
            switch (self, other) {
            case (.waves(let role, let count, let items), .waves(let otherRole, let otherCount, let more))
            where role == otherRole && count == otherCount:
                .waves(role: role, count: count, items: items + more)
            case (.retention(let role, let values), .retention(let otherRole, let more)) where role == otherRole:
                .retention(role: role, values: values + more)
            default: nil
            }
        }

        /// The fields that it counts by beside the group.
        var items: [Int] {
            switch self {
            case .waves(_, _, let items): items
            case .retention(_, let values): values
            default: []
            }
        }
    }

    let kind: Kind
    /// Fields of the payload.
    let selection: Int
    let groups: [Int]
    /// The requests that it answers: for each group, one or as many as there are items.
    let requests: [Int]

    /// Tasks that share what they can: items first, then groups that have the same items.
    static func joined(_ tasks: [KeyedTask]) -> [KeyedTask] {
        var byItem = [KeyedTask]()
        var known: [[Int]: [Int]] = [:]
        for task in tasks {
            let key = [task.selection] + task.groups
            let found = (known[key] ?? []).lazy.compactMap { number in
                byItem[number].kind.joined(with: task.kind).map { (number: number, kind: $0) }
            }.first
            if let found {
                byItem[found.number] = KeyedTask(
                    kind: found.kind, selection: task.selection, groups: task.groups,
                    requests: byItem[found.number].requests + task.requests)
            } else {
                known[key, default: []].append(byItem.count)
                byItem.append(task)
            }
        }
        var result = [KeyedTask]()
        for task in byItem {
            let same =
                task.kind.items.isEmpty
                ? nil : result.firstIndex { $0.kind == task.kind && $0.selection == task.selection }
            guard let same else {
                result.append(task)
                continue
            }
            result[same] = KeyedTask(
                kind: task.kind, selection: task.selection, groups: result[same].groups + task.groups,
                requests: result[same].requests + task.requests)
        }
        return result
    }
}
