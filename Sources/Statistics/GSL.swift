import CGSL
import Glibc

/// The distribution functions that the estimators need, from the GNU Scientific Library.
///
/// GSL's default error handler aborts the process, so it is turned off before the first call; the functions then give
/// NaN outside their domain, which ``Estimate`` turns into a reason. All of them are pure and safe on any thread.
enum GSL {
    private static let errorHandlerIsOff: Bool = {
        unsafe gsl_set_error_handler_off()
        return true
    }()

    /// The quantile of the standard normal distribution.
    static func normalQuantile(_ probability: Double) -> Double {
        guard errorHandlerIsOff, probability > 0, probability < 1 else { return .nan }
        return gsl_cdf_ugaussian_Pinv(probability)
    }

    /// The standard normal distribution function.
    static func normalLower(_ z: Double) -> Double {
        guard errorHandlerIsOff else { return .nan }
        return gsl_cdf_ugaussian_P(z)
    }

    /// The two-sided p-value of a standard normal statistic.
    static func normalTwoSided(_ z: Double) -> Double {
        guard errorHandlerIsOff else { return .nan }
        return min(1, 2 * gsl_cdf_ugaussian_Q(abs(z)))
    }

    /// The quantile of Student's t distribution.
    static func studentQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
        guard errorHandlerIsOff, probability > 0, probability < 1, degreesOfFreedom > 0 else { return .nan }
        return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
    }

    /// The two-sided p-value of a t statistic.
    static func studentTwoSided(_ t: Double, degreesOfFreedom: Double) -> Double {
        guard errorHandlerIsOff, degreesOfFreedom > 0 else { return .nan }
        return min(1, 2 * gsl_cdf_tdist_Q(abs(t), degreesOfFreedom))
    }

    /// The upper tail of the chi-square distribution.
    static func chiSquareUpper(_ statistic: Double, degreesOfFreedom: Double) -> Double {
        guard errorHandlerIsOff, statistic >= 0, degreesOfFreedom > 0 else { return .nan }
        return gsl_cdf_chisq_Q(statistic, degreesOfFreedom)
    }

    /// The quantile of the chi-square distribution.
    static func chiSquareQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
        guard errorHandlerIsOff, probability > 0, probability < 1, degreesOfFreedom > 0 else { return .nan }
        return gsl_cdf_chisq_Pinv(probability, degreesOfFreedom)
    }

    /// The upper tail of the F distribution.
    static func fUpper(_ statistic: Double, _ numerator: Double, _ denominator: Double) -> Double {
        guard errorHandlerIsOff, statistic >= 0, numerator > 0, denominator > 0 else { return .nan }
        return gsl_cdf_fdist_Q(statistic, numerator, denominator)
    }

    /// The lower tail of the chi-square distribution.
    static func chiSquareLower(_ statistic: Double, degreesOfFreedom: Double) -> Double {
        guard errorHandlerIsOff, statistic >= 0, degreesOfFreedom > 0 else { return .nan }
        return gsl_cdf_chisq_P(statistic, degreesOfFreedom)
    }

    /// The quantile of the F distribution.
    static func fQuantile(_ probability: Double, _ numerator: Double, _ denominator: Double) -> Double {
        guard errorHandlerIsOff, probability > 0, probability < 1, numerator > 0, denominator > 0 else { return .nan }
        return gsl_cdf_fdist_Pinv(probability, numerator, denominator)
    }

    /// The quantile of the beta distribution.
    static func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        guard errorHandlerIsOff, probability > 0, probability < 1, a > 0, b > 0 else { return .nan }
        return gsl_cdf_beta_Pinv(probability, a, b)
    }

    /// P(X ≤ k) for a binomial count, through the beta distribution, which takes counts of any size.
    static func binomialLower(_ k: Int, n: Int, probability: Double) -> Double {
        guard errorHandlerIsOff, n >= 0, probability >= 0, probability <= 1 else { return .nan }
        if k < 0 { return 0 }
        if k >= n { return 1 }
        let exact = gsl_cdf_beta_Q(probability, Double(k) + 1, Double(n - k))
        if exact.isFinite { return exact }
        // Near the mean of millions of trials GSL's continued fraction gives up. There the normal distribution at k + ½ with
        // Edgeworth's term for the skewness is right to a part in a million.
        let variance = Double(n) * probability * (1 - probability)
        let z = (Double(k) + 0.5 - Double(n) * probability) / variance.squareRoot()
        let skewness = (1 - 2 * probability) / variance.squareRoot()
        return normalLower(z) - skewness / 6 * (z * z - 1) * exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }

    /// P(X = k) for a binomial count with probability one half.
    static func fairBinomialProbability(_ k: Int, n: Int) -> Double {
        guard errorHandlerIsOff, n >= 0, (0...n).contains(k) else { return .nan }
        let logChoose = logGamma(Double(n) + 1) - logGamma(Double(k) + 1) - logGamma(Double(n - k) + 1)
        return exp(logChoose - Double(n) * M_LN2)
    }

    /// ln Γ(x) for x > 0.
    static func logGamma(_ x: Double) -> Double {
        guard errorHandlerIsOff, x > 0 else { return .nan }
        return gsl_sf_lngamma(x)
    }

    /// ψ(x), the derivative of ln Γ, for x > 0.
    static func digamma(_ x: Double) -> Double {
        guard errorHandlerIsOff, x > 0 else { return .nan }
        return gsl_sf_psi(x)
    }

    /// ψ′(x) for x > 0.
    static func trigamma(_ x: Double) -> Double {
        guard errorHandlerIsOff, x > 0 else { return .nan }
        return gsl_sf_psi_1(x)
    }

    /// The two-sided p-value of `positive` out of `positive + negative` fair coins: twice the smaller tail, at most 1.
    static func fairBinomialTwoSided(_ first: Int, _ second: Int) -> Double {
        min(1, 2 * binomialLower(min(first, second), n: first + second, probability: 0.5))
    }
}
