using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch;

/// <summary>
/// One parameter's step as data, for one native call over all parameters: a program of stages that covers sgd to AdaShift. Of each stage a
/// rule sets what it uses.
/// </summary>
/// <remarks>
/// <para>g = gradient + <see cref="Penalty"/>·θ.</para>
/// <para>x, by <see cref="Mean"/>; then <see cref="MixM"/>·x + <see cref="MixG"/>·g.</para>
/// <para>q, by <see cref="Root"/>: x, or x over a root of v.</para>
/// <para>
/// θ ← θ − (<see cref="Scale"/> / (1 − <see cref="Bias1"/>^<see cref="Count1"/>) · q + <see cref="Decay"/>·θ).
/// </para>
/// <para>
/// At last <see cref="Slot"/> takes the gradient. The arithmetic is in <c>native/fused_kernels.cpp</c>, the layout in its header; a GPU's
/// is in <c>native/fused_foreach.cpp</c>.
/// </para>
/// <para>The tensors must live until the call; all are shaped like θ and contiguous, but for v with <see cref="FusedRoot.One"/>.</para>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct FusedRow()
{
    internal nint theta, grad, delta, m, v, peak, source, leaving, slot, window, powers;

    /// <summary>α.</summary>
    public double Scale = 1;

    /// <summary>Decoupled weight decay, the learning rate included.</summary>
    public double Decay;

    /// <summary>L2 penalty: weight decay through the gradient.</summary>
    public double Penalty;

    public double Beta1, Gain1, Loss1;

    /// <summary>β1 where m starts at 0 and is corrected for it; 0 for no correction.</summary>
    public double Bias1;

    public double MixM = 1, MixG;

    public double Beta2, Gain2;

    /// <summary>β2 where v starts at 0 and is corrected for it; 0 for no correction.</summary>
    public double Bias2;

    /// <summary>ε, added to the root; with 0, nothing over nothing is nothing.</summary>
    public double Eps;

    /// <summary>With <see cref="FusedRoot.One"/>: the φ(g²) that v follows now.</summary>
    public double Spatial;

    internal double largest, squares;
    internal long size;

    /// <summary>Gradients in m, this one included.</summary>
    public long Count1;

    /// <summary>Updates of v, this one included.</summary>
    public long Count2;

    public FusedMean Mean;
    public FusedRoot Root;
    public FusedFollow Follow;
    public FusedPeak Peak;

    /// <summary>For sequences: the φ(g²) to take.</summary>
    public FusedSpatial Phi;

    public FusedNote Note;

    /// <summary>With <see cref="FusedMean.Direct"/>: gradients in m.</summary>
    public int Length;

    /// <summary>For sequences: by how many steps v lags behind, which is also how long θ rests at first.</summary>
    public int Delay;

    int follows;
    int fills;

    /// <summary>With <see cref="FusedRoot.One"/>: v is to be updated. Rows that share a v do it once, the first of them.</summary>
    public bool Follows { readonly get => follows != 0; set => follows = value ? 1 : 0; }

    /// <summary>θ rests: all that happens is that <see cref="Slot"/> takes the gradient.</summary>
    public bool Fills { readonly get => fills != 0; set => fills = value ? 1 : 0; }

    /// <summary>
    /// The running mean, for all but <see cref="FusedMean.Latest"/>; optional with <see cref="FusedMean.Direct"/>, which leaves its sum
    /// there.
    /// </summary>
    public Tensor M { set => m = value.Handle; }

    /// <summary>The running mean of squares: shaped like θ, or 0-dimensional with <see cref="FusedRoot.One"/>.</summary>
    public Tensor V { set => v = value.Handle; }

    /// <summary>AMSGrad's v̂.</summary>
    public Tensor PeakOfV { set => peak = value.Handle; }

    /// <summary>
    /// With an element-wise v: p by element in place of Bias2^Count2, 1 where v has always been 0, and such an element rests.
    /// </summary>
    public Tensor Powers { set => powers = value.Handle; }

    /// <summary>The gradient that an element-wise v follows; the latest unless given.</summary>
    public Tensor Source { set => source = value.Handle; }

    /// <summary>With <see cref="FusedMean.Sliding"/>: the gradient that leaves m.</summary>
    public Tensor Leaving { set => leaving = value.Handle; }

    /// <summary>Takes a copy of the gradient, after everything else has been read.</summary>
    public Tensor Slot { set => slot = value.Handle; }

    /// <summary>max|g| and Σg² of the gradient, after the step, as far as <see cref="Note"/> asked for them; else 0.</summary>
    public readonly (double Largest, double Squares) Noted => (largest, squares);
}

/// <summary>What a step is proportional to.</summary>
public enum FusedMean
{
    /// <summary>x = g.</summary>
    Latest,

    /// <summary>x = m ← β1 m + Gain1·g.</summary>
    Ema,

    /// <summary>x = m ← β1 m + Gain1·g − Loss1·(the gradient that leaves).</summary>
    Sliding,

    /// <summary>x = Σ β1ⁱ g[t−i] / Σ β1ⁱ for i = 0 … Length−1.</summary>
    Direct,
}

/// <summary>What it is divided by.</summary>
public enum FusedRoot
{
    None,

    /// <summary>√(v / (1 − Bias2^Count2)) + ε with one v for all elements.</summary>
    One,

    /// <summary>The same, element by element.</summary>
    Element,
}

/// <summary>How v follows the squares.</summary>
public enum FusedFollow
{
    /// <summary>v ← β2 v + Gain2·s.</summary>
    Average,

    /// <summary>v ← max(β2 v, s).</summary>
    RunningMax,
}

/// <summary>AMSGrad: the root is of the largest v so far.</summary>
public enum FusedPeak
{
    None,

    /// <summary>Of v, corrected for its bias afterwards.</summary>
    OfV,

    /// <summary>Of v corrected for its bias.</summary>
    OfCorrected,
}

/// <summary>What a sequence makes of the squared gradients of all elements.</summary>
public enum FusedSpatial
{
    None,
    Largest,
    Mean,
}

/// <summary>What is noted of the gradient in passing.</summary>
[Flags]
public enum FusedNote
{
    None = 0,

    /// <summary>max|g|, NaN if an element is.</summary>
    Largest = 1,

    /// <summary>Σg².</summary>
    Squares = 2,
}
