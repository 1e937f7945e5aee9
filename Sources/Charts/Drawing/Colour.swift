import Glibc

/// A colour of the sRGB space, for contrast and mixing.
struct Colour: Hashable {
    /// Components in 0...1.
    var red: Double
    var green: Double
    var blue: Double

    /// From `#rrggbb`; nil when it is not of that form.
    init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 7, digits[0] == UInt8(ascii: "#"), let bits = UInt32(hex.dropFirst(), radix: 16) else {
            return nil
        }
        red = Double(bits >> 16 & 255) / 255
        green = Double(bits >> 8 & 255) / 255
        blue = Double(bits & 255) / 255
    }

    /// The relative luminance of WCAG 2.2, 0...1.
    var luminance: Double {
        func linear(_ component: Double) -> Double {
            component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast ratio of WCAG 2.2, 1...21.
    func contrast(with other: Colour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}

extension ChartStyle {
    /// The colour of text on a fill: the background's or the ink's, whichever stands out more, or black where neither has the
    /// contrast of 4.5:1 that small text needs.
    func textColour(on fill: String) -> String {
        guard let colour = Colour(hex: fill), let light = Colour(hex: background), let dark = Colour(hex: ink) else {
            return ink
        }
        let (onLight, onDark) = (colour.contrast(with: light), colour.contrast(with: dark))
        if max(onLight, onDark) < 4.5 { return "#000000" }
        return onLight >= onDark ? background : ink
    }
}

extension Colour {
    init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour on the way to another; `share` is 0 for this one and 1 for the other.
    func mixed(with other: Colour, share: Double) -> Colour {
        Colour(
            red: red + (other.red - red) * share, green: green + (other.green - green) * share,
            blue: blue + (other.blue - blue) * share)
    }

    /// As `#rrggbb`.
    var hex: String {
        let components = [red, green, blue].map { component in
            let text = String(Int((min(max(component, 0), 1) * 255).rounded()), radix: 16)
            return text.count < 2 ? "0" + text : text
        }
        return "#" + components.joined()
    }
}
