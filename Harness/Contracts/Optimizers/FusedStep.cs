using AdaShift.Bench.Torch;
using TorchSharp.Modules;

namespace AdaShift.Bench.Contracts;

/// <summary>One fused step: a row for each parameter that has a gradient.</summary>
public readonly struct FusedStep<TState>
    where TState : RuleState
{
    readonly FusedPath path;

    internal FusedStep(FusedPath path) => this.path = path;

    public int Count => path.Count;

    public ref FusedRow this[int index] => ref path.Rows[index];

    public TState State(int index) => (TState)path.Slots[index].State!;

    public Parameter Theta(int index) => path.Slots[index].Theta;

    /// <summary>What <see cref="FusedMean.Direct"/> adds up: g[t−1], g[t−2], …, as many as the row's length less one.</summary>
    /// <param name="from">The window, before this step's gradient is in it.</param>
    public void AddUp(int index, GradientWindow from) => path.AddUp(index, from);

    /// <summary>What is known of a gradient in a window, found out first if need be.</summary>
    /// <param name="index">The row whose <see cref="FusedRow.Note"/> says what is wanted.</param>
    public GradientNote NoteOf(int index, GradientWindow window, int position) =>
        window.NoteOf(position) is { } known ? known : path.Note(index, window, position);

    /// <summary>Notes max|g| and Σg² before the step, for a rule whose v follows the latest gradient.</summary>
    public void Measure() => path.Measure();

    /// <summary>The one native call: θ moves, the states' tensors become the new ones.</summary>
    public void Run() => path.Run();
}
