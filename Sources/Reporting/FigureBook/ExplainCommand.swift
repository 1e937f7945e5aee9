/// The command that explains figures: `kaiku explain "item-change[item=q03]"`.
///
/// References are quoted so that shells of Unix and of Windows take them as they are; only a code with a quotation mark or a sign
/// that a shell reads within one is quoted for shells of Unix alone.
public func explainCommand(_ references: [String]) -> String {
    (["kaiku", "explain"] + references.map(quoted)).joined(separator: " ")
}

private func quoted(_ reference: String) -> String {
    let isPlain = reference.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
    }
    if isPlain, reference.first != "-" { return reference }
    if !reference.contains(where: { "\"$`\\!%".contains($0) }) { return "\"\(reference)\"" }
    return "'" + reference.replacing("'", with: "'\\''") + "'"
}
