namespace AdaShift.Bench.Zoo.Probes;

/// <summary>What is said when a rule does not show its v.</summary>
public static class SecondMoments
{
    /// <summary>For the end of an error message.</summary>
    public const string WhatToDo =
        "Let its state implement ISecondMoment (Tensor? ISecondMoment.SecondMoment => V;), " +
        "or use an optimizer that has a v, such as adam, amsgrad or adashift.";
}
