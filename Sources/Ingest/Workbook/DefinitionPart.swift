import CExpat

/// An element of a small part: relationships, the list of sheets, styles.
struct PartElement {
    /// Names of the elements around it, the root first, and its own; without namespaces.
    let path: [String]
    /// Attributes by name; those of a namespace have it in front, with the separator.
    let attributes: [String: String]

    /// The attribute of this name in no namespace.
    subscript(name: String) -> String? { attributes[name] }

    /// The attribute of this name in any of some namespaces.
    func attribute(_ name: String, in namespaces: [String]) -> String? {
        for namespace in namespaces {
            if let value = attributes["\(namespace)\n\(name)"] { return value }
        }
        return nil
    }
}

/// Hands each element of a small part to a closure.
///
/// Elements of other namespaces than the part's own are passed over with all that they hold.
struct DefinitionHandler: PartHandler, ~Copyable {
    var parsing = PartParsing()
    private let namespaces: [String]
    private let visit: (PartElement) throws -> Void
    private let maximumDepth: Int
    private var path: [String] = []
    private var skipped = 0

    init(namespaces: [String], maximumDepth: Int, visit: @escaping (PartElement) throws -> Void) {
        self.namespaces = namespaces
        self.maximumDepth = maximumDepth
        self.visit = visit
    }

    fileprivate mutating func start(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) {
        guard parsing.failure == nil else { return }
        guard path.count + skipped < maximumDepth else {
            parsing.stop(.limit("its elements are nested deeper than \(maximumDepth), the limit"))
            return
        }
        let full = unsafe String(cString: name)
        let separator = full.utf8.lastIndex(of: namespaceSeparator)
        let namespace = separator.map { String(full[..<$0]) } ?? ""
        guard skipped == 0, namespace.isEmpty || namespaces.contains(namespace) else {
            skipped += 1
            return
        }
        path.append(separator.map { String(full[full.utf8.index(after: $0)...]) } ?? full)
        var values: [String: String] = [:]
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            values[unsafe String(cString: key)] = unsafe String(cString: value)
            index += 2
        }
        do { try visit(PartElement(path: path, attributes: values)) } catch { parsing.stop(.caller(error)) }
    }

    fileprivate mutating func end() {
        guard parsing.failure == nil else { return }
        if skipped > 0 { skipped -= 1 } else { path.removeLast() }
    }

    static let callbacks = unsafe PartCallbacks(
        start: { context, name, attributes in
            guard let context = unsafe context, let name = unsafe name, let attributes = unsafe attributes else {
                return
            }
            unsafe context.assumingMemoryBound(to: DefinitionHandler.self).pointee.start(name, attributes)
        },
        end: { context, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: DefinitionHandler.self).pointee.end()
        },
        text: { _, _, _ in },
        doctype: { context, _, _, _, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: DefinitionHandler.self).pointee.parsing.stop(doctypeRefused)
        })
}

extension PackageArchive {
    /// Reads a small part, element by element.
    ///
    /// - Throws: ``WorkbookReadError``, or what `visit` throws.
    func readDefinitions(
        _ part: String, namespaces: [String], visit: (PartElement) throws -> Void
    ) throws(WorkbookReadError) {
        let entry = try entry(part)
        guard entry.size <= limits.bytesPerDefinitionPart else {
            throw .tooLarge(
                file: file, part: part,
                limit: "it has \(entry.size) bytes unpacked; the limit is \(limits.bytesPerDefinitionPart)")
        }
        let stream = try open(entry)
        do {
            try withoutActuallyEscaping(visit) { visit in
                var handler = DefinitionHandler(namespaces: namespaces, maximumDepth: limits.depth, visit: visit)
                _ = try parsePart(.stream(stream), part: part, archive: self, handler: &handler)
            }
        } catch let error as WorkbookReadError {
            throw error
        } catch {
            // `visit` throws no other errors; an explained error is better than a trap if it ever does.
            throw .badXML(file: file, part: part, line: 0, reason: "\(error)")
        }
    }
}
