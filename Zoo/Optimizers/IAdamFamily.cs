namespace AdaShift.Bench.Zoo;

/// <summary>A rule with Adam's hyper-parameters, for what looks into a rule or varies it.</summary>
public interface IAdamFamily
{
    /// <summary>α, the learning rate.</summary>
    double Lr { get; }

    /// <summary>β1, how much of the last m stays.</summary>
    double Beta1 { get; }

    /// <summary>β2, how much of the last v stays.</summary>
    double Beta2 { get; }

    /// <summary>ε, added to the root.</summary>
    double Eps { get; }

    /// <summary>The same rule with other β's.</summary>
    UpdateRule WithBetas(double beta1, double beta2);

    /// <exception cref="ArgumentException">The rule has no such hyper-parameters.</exception>
    static IAdamFamily Of(UpdateRule rule) => rule as IAdamFamily ?? throw new ArgumentException(
        $"{rule.GetType().Name} does not have the hyper-parameters of Adam (lr, beta1, beta2, eps), which this is about. " +
        "Use an optimizer that has them, such as adam or amsgrad.", nameof(rule));
}
