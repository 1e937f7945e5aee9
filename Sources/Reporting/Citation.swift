/// What it takes to lift a figure or a table into another text, and to defend it there.
public struct Citation: Sendable, Hashable {
    /// The identifier, which is the same in every build.
    public var id: String
    /// Its number and title, such as `Taulukko 5`; empty where a caption above says them.
    public var label: String
    public var title: String
    /// For people who do not see the picture; empty where there is none.
    public var alternativeText: String
    public var files: [LinkedFile]
    /// How many figures the commands explain, in words.
    public var commandsTitle: String
    /// Commands that explain what is shown, one for each figure.
    public var commands: [String]
    /// Sentences of the document that tell of it and stand elsewhere.
    public var sentences: [CitationLink]

    public init(
        id: String, label: String = "", title: String = "", alternativeText: String = "", files: [LinkedFile] = [],
        commandsTitle: String = "", commands: [String] = [], sentences: [CitationLink] = []
    ) {
        self.id = id
        self.label = label
        self.title = title
        self.alternativeText = alternativeText
        self.files = files
        self.commandsTitle = commandsTitle
        self.commands = commands
        self.sentences = sentences
    }
}

/// A file beside the document.
public struct LinkedFile: Sendable, Hashable {
    /// What it is, such as `PDF`.
    public var title: String
    /// From the folder of the document, with `/` between folders.
    public var path: String

    public init(title: String, path: String) {
        self.title = title
        self.path = path
    }
}

/// A sentence to be quoted, with what it rests on.
public struct CitedSentence: Sendable, Hashable {
    /// The identifier, which is the same in every build.
    public var id: String
    public var text: String
    /// The figures and tables of the document that show what it tells.
    public var places: [CitationLink]
    /// The command that explains every figure in it.
    public var command: String

    public init(id: String, text: String, places: [CitationLink] = [], command: String) {
        self.id = id
        self.text = text
        self.places = places
        self.command = command
    }
}

/// A reference to a citation or a sentence of the same document.
public struct CitationLink: Sendable, Hashable {
    public var id: String
    /// What the reader sees, such as `Kuvio 3`.
    public var title: String

    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}
