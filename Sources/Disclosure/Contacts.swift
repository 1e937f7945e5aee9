/// The e-mail addresses and the phone number in the text of a contact, such as `Kaiku, kaiku@example.org, 040 123 4567`.
///
/// What the text holds besides is left out, so that nothing but these very addresses is allowed by it.
public func contacts(in text: String) -> Set<String> {
    let marks: Set<Character> = [",", ";", "<", ">", "(", ")", "|"]
    var addresses: Set<String> = []
    var rest = ""
    for word in text.split(whereSeparator: { $0.isWhitespace || marks.contains($0) }) {
        if word.contains("@") {
            addresses.insert(String(word.reversed().drop { $0 == "." || $0 == ":" }.reversed()))
        } else {
            rest += word + " "
        }
    }
    // Where more digits than those of one number stand in the text, no number in an output is equal to them.
    if rest.contains(where: \.isNumber) { addresses.insert(rest) }
    return addresses
}
