import Microdata

/// SHA-256 over texts, each preceded by its length so that no two lists of texts look alike.
func digest(_ texts: [String]) -> String {
    do throws(MicrodataError) {
        var hash = try ContentHash()
        for text in texts {
            try hash.update("\(text.utf8.count):")
            try hash.update(text)
        }
        return try hash.finish()
    } catch {
        // Without a digest nothing can be known to be unchanged, so the build is redone.
        return ""
    }
}
