#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A word as it is compared, with what it weighs.
struct WeighedWord: Sendable {
    let text: String
    let scalars: [Unicode.Scalar]
    let weight: Double
}

/// Finds names that are nearly a given one, without comparing it with all.
///
/// The measure is SoftTFIDF: words are compared by ``JaroWinkler``, those that agree to 0.9 count as the same to that degree, and a
/// word weighs the more the fewer names have it, `log(1 + N/n)`; so `Työllisyyspalvelut` says little and `Ruusuruoho` much. The sum
/// of the weights of the word pairs is set over the lengths of both names' weight vectors, as in a cosine. Pairs are formed one to
/// one, the most similar first, which makes the measure symmetric.
///
/// Only names that share a similar word are compared, and of words only those that share rare trigrams: what is looked at for one
/// name is bounded, however many names there are.
///
/// - SeeAlso: W. W. Cohen, P. Ravikumar and S. E. Fienberg (2003), "A comparison of string distance metrics for name-matching tasks",
///   *Proceedings of the IJCAI-03 Workshop on Information Integration on the Web*, 73–78; on blocking by q-grams L. Gravano et al.
///   (2001), "Approximate string joins in a database (almost) for free", *Proceedings of VLDB*, 491–500.
struct NameIndex: Sendable {
    /// From which similarity on two words count as the same.
    static let sameWord = 0.9
    /// The most entries of trigram lists that are looked at for one word, and the most names for one name.
    static let wordBudget = 500
    static let nameBudget = 500

    /// What a search looked at, for those who want to know what it costs.
    struct Effort: Sendable, Equatable {
        var words = 0
        var names = 0
    }

    private let wordBudget: Int
    private let names: [[Int]]
    private let words: [WeighedWord]
    private let places: [String: Int]
    private let lengths: [Double]
    /// For each word the names that have it, and for each trigram the words.
    private let namesOfWord: [[Int32]]
    private let wordsOfTrigram: [String: [Int32]]

    /// - Parameters:
    ///   - names: The words of each name. The order decides nothing but the numbers that names are given in an answer.
    ///   - wordBudget: The most entries of trigram lists that are looked at for one word.
    init(_ names: [[String]], wordBudget: Int = NameIndex.wordBudget) {
        self.wordBudget = wordBudget
        var places: [String: Int] = [:]
        var texts: [String] = []
        var namesOfWord: [[Int32]] = []
        var numbered: [[Int]] = []
        for (number, words) in names.enumerated() {
            var name: [Int] = []
            for word in words.map(OrganisationName.folded) {
                let place = places[word] ?? texts.count
                if place == texts.count {
                    places[word] = place
                    texts.append(word)
                    namesOfWord.append([])
                }
                if namesOfWord[place].last != Int32(number) { namesOfWord[place].append(Int32(number)) }
                name.append(place)
            }
            numbered.append(name)
        }
        let words = texts.enumerated().map { place, text in
            WeighedWord(
                text: text, scalars: Array(text.unicodeScalars),
                weight: Self.weight(of: namesOfWord[place].count, among: names.count))
        }
        var wordsOfTrigram: [String: [Int32]] = [:]
        for (place, word) in words.enumerated() {
            for trigram in Self.trigrams(of: word.scalars) { wordsOfTrigram[trigram, default: []].append(Int32(place)) }
        }
        self.names = numbered
        self.words = words
        self.places = places
        self.namesOfWord = namesOfWord
        self.wordsOfTrigram = wordsOfTrigram
        lengths = numbered.map { name in Self.length(of: name.map { words[$0].weight }) }
    }

    private static func weight(of count: Int, among names: Int) -> Double {
        log(1 + Double(max(1, names)) / Double(max(1, count)))
    }

    private static func length(of weights: [Double]) -> Double {
        weights.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// The different trigrams of a word with two blanks before and one behind it, in order.
    private static func trigrams(of word: [Unicode.Scalar]) -> [String] {
        let padded: [Unicode.Scalar] = [" ", " "] + word + [" "]
        var trigrams: Set<String> = []
        for start in 0..<(padded.count - 2) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: padded[start..<(start + 3)])
            trigrams.insert(String(view))
        }
        return trigrams.sorted()
    }

    // MARK: Searching

    /// The names near to one, with their similarity, above 0 and at most 1.
    ///
    /// - Parameters:
    ///   - name: Its words.
    ///   - similar: The words of the index that are nearly each word, found before; gets those found now.
    /// - Complexity: Bounded by ``wordBudget`` and ``nameBudget`` for each word.
    func nearest(
        to name: [String], remembering similar: inout [String: [(word: Int, similarity: Double)]],
        _ effort: inout Effort
    ) -> [(name: Int, similarity: Double)] {
        let folded = name.map(OrganisationName.folded)
        let candidatesOfWord = folded.map { word in
            if let known = similar[word] { return known }
            let found = similarWords(to: word, &effort)
            similar[word] = found
            return found
        }
        // A word that no name has weighs what the one weighs that it is nearest to: a slip makes no word rare.
        let weights = zip(folded, candidatesOfWord).map { word, similar in
            let nearest = similar.max { ($0.similarity, words[$1.word].text) < ($1.similarity, words[$0.word].text) }
            return (places[word] ?? nearest?.word).map { words[$0].weight } ?? Self.weight(of: 1, among: names.count)
        }
        let length = Self.length(of: weights)
        var seen: Set<Int32> = []
        // Rare words first: where a name has one, the names that share only a common word are far from it.
        let lists = Set(candidatesOfWord.flatMap { $0.map(\.word) }).sorted {
            (namesOfWord[$0].count, words[$0].text) < (namesOfWord[$1].count, words[$1].text)
        }
        for word in lists {
            guard seen.isEmpty || seen.count + namesOfWord[word].count <= Self.nameBudget else { break }
            guard namesOfWord[word].count <= Self.nameBudget else { break }
            seen.formUnion(namesOfWord[word])
        }
        effort.names += seen.count
        guard length > 0 else { return [] }
        return seen.sorted().compactMap { candidate in
            let similarity = similarity(Int(candidate), candidatesOfWord, weights, length)
            return similarity > 0 ? (Int(candidate), similarity) : nil
        }
    }

    private func similarWords(to word: String, _ effort: inout Effort) -> [(word: Int, similarity: Double)] {
        let scalars = Array(word.unicodeScalars)
        var budget = wordBudget
        var candidates: Set<Int32> = []
        let lists = Self.trigrams(of: scalars).compactMap { wordsOfTrigram[$0] }.enumerated().sorted {
            ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
        }
        for (_, list) in lists where list.count <= budget {
            budget -= list.count
            candidates.formUnion(list)
        }
        if let place = places[word] { candidates.insert(Int32(place)) }
        effort.words += candidates.count
        return candidates.sorted().compactMap { candidate in
            let similarity = JaroWinkler.similarity(scalars, words[Int(candidate)].scalars)
            return similarity >= Self.sameWord ? (Int(candidate), similarity) : nil
        }
    }

    private func similarity(
        _ number: Int, _ candidates: [[(word: Int, similarity: Double)]], _ weights: [Double], _ length: Double
    ) -> Double {
        let name = names[number]
        var pairs: [(own: Int, other: Int, similarity: Double, weight: Double)] = []
        for (own, list) in candidates.enumerated() {
            for (other, word) in name.enumerated() {
                guard let similarity = list.first(where: { $0.word == word })?.similarity else { continue }
                pairs.append((own, other, similarity, weights[own] * words[word].weight))
            }
        }
        // What the places are says nothing about the names, so they settle only between pairs that are worth the same.
        pairs.sort { ($1.similarity, $1.weight, $0.own, $0.other) < ($0.similarity, $0.weight, $1.own, $1.other) }
        var (own, others): (Set<Int>, Set<Int>) = ([], [])
        var worths: [Double] = []
        for pair in pairs where !own.contains(pair.own) && !others.contains(pair.other) {
            own.insert(pair.own)
            others.insert(pair.other)
            worths.append(pair.similarity * pair.weight)
        }
        guard !worths.isEmpty, lengths[number] > 0 else { return 0 }
        return min(1, worths.sorted().reduce(0, +) / (length * lengths[number]))
    }
}
