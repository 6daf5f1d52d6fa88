namespace AdaShift.Bench.Contracts;

/// <summary>What is known of a gradient without reading it again. Not part of a state: it can always be found anew.</summary>
/// <param name="Largest">max|g|, NaN if an element is.</param>
/// <param name="Squares">Σg², where a rule asked for it; else 0.</param>
public readonly record struct GradientNote(double Largest, double Squares);
