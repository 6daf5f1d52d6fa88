using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// A critic over the plane as SVG: f as bands of colour, real samples as dots, fake samples as rings with the direction of their gradient.
/// </summary>
static class CriticPicture
{
    const int Cells = 48; // along each side
    const int Size = 384; // pixels
    const int Cell = Size / Cells;
    const double Arrow = 22; // pixels

    /// <summary>From low to high f.</summary>
    static readonly string[] bands =
    [
        "#34557e", "#4a6f9c", "#6c8eb6", "#92aecb", "#bccedf", "#e6edf3",
        "#f8eee0", "#f4d8b0", "#ecbd81", "#e09f56", "#cb8035", "#a8631f",
    ];

    /// <param name="critic">[B,2] → [B].</param>
    /// <param name="real">[N,2].</param>
    /// <param name="fake">[N,2].</param>
    /// <param name="gradients">Of f at the fake samples, [N,2].</param>
    public static string Draw(nn.Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Tensor gradients)
    {
        using var scope = NewDisposeScope();
        var view = View.Around(cat([real, fake]));
        var text = new StringBuilder();
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Size}\" height=\"{Size}\" viewBox=\"0 0 {Size} {Size}\">\n");
        AddBands(Band(critic.call(view.Centres().to(real.device))));
        foreach (var (x, y) in view.Pixels(real)) Add($"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"4\" fill=\"#1b1b1b\"/>\n");
        var directions = Points(nn.functional.normalize(gradients, dim: 1));
        foreach (var ((x, y), (dx, dy)) in view.Pixels(fake).Zip(directions))
        {
            Add($"<path d=\"M{x:F1} {y:F1}l{Arrow * dx:F1} {-Arrow * dy:F1}\" stroke=\"#1b1b1b\" stroke-width=\"1.6\"/>\n");
            Add($"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"4\" fill=\"#ffffff\" stroke=\"#1b1b1b\" stroke-width=\"1.6\"/>\n");
        }

        return text.Append("</svg>\n").ToString();

        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));

        void AddBands(int[] band)
        {
            var paths = bands.Select(_ => new StringBuilder()).ToArray();
            for (var row = 0; row < Cells; row++)
                for (int start = 0, end; start < Cells; start = end)
                {
                    var here = band[(row * Cells) + start];
                    for (end = start + 1; end < Cells && band[(row * Cells) + end] == here; end++) { }
                    var (left, width) = (start * Cell, (end - start) * Cell);
                    paths[here].Append(CultureInfo.InvariantCulture, $"M{left} {row * Cell}h{width}v{Cell}h-{width}z");
                }

            foreach (var (i, path) in paths.Index().Where(p => p.Item.Length > 0)) Add($"<path d=\"{path}\" fill=\"{bands[i]}\"/>\n");
        }
    }

    /// <returns>∇f at each sample, [N,2].</returns>
    public static Tensor Gradients(nn.Module<Tensor, Tensor> critic, Tensor samples)
    {
        using var recorded = enable_grad();
        var x = samples.detach().requires_grad_();
        return autograd.grad([critic.call(x).sum()], [x])[0];
    }

    /// <summary>The band of each value between the smallest and the largest; the middle one where f is constant or not finite.</summary>
    static int[] Band(Tensor values)
    {
        var f = values.cpu().to(ScalarType.Float64).data<double>().ToArray();
        var (low, high) = (f.Min(), f.Max());
        return [.. f.Select(v => (v - low) / (high - low)).Select(
            share => double.IsFinite(share) ? Math.Min(bands.Length - 1, (int)(share * bands.Length)) : bands.Length / 2)];
    }

    static (double x, double y)[] Points(Tensor points) =>
        [.. points.cpu().to(ScalarType.Float64).data<double>().ToArray().Chunk(2).Select(p => (p[0], p[1]))];

    /// <summary>A square of the plane; y points up there and down in the picture.</summary>
    readonly record struct View(double Left, double Top, double Side)
    {
        const double Margin = 0.15; // of the side of the samples' square

        public static View Around(Tensor samples)
        {
            var points = Points(samples);
            var (left, right) = (points.Min(p => p.x), points.Max(p => p.x));
            var (bottom, top) = (points.Min(p => p.y), points.Max(p => p.y));
            var side = Math.Max(Math.Max(right - left, top - bottom), 1e-6) * (1 + (2 * Margin));
            return new(((left + right) - side) / 2, ((bottom + top) + side) / 2, side);
        }

        public IEnumerable<(double x, double y)> Pixels(Tensor samples)
        {
            var view = this;
            return Points(samples).Select(p => ((p.x - view.Left) / view.Side * Size, (view.Top - p.y) / view.Side * Size));
        }

        /// <returns>[Cells²,2], row by row from the top.</returns>
        public Tensor Centres()
        {
            var step = Side / Cells;
            var xs = Left + ((arange(Cells, dtype: ScalarType.Float32) + 0.5) * step);
            var ys = Top - ((arange(Cells, dtype: ScalarType.Float32) + 0.5) * step);
            return stack([xs.repeat(Cells), ys.repeat_interleave(Cells)], 1);
        }
    }
}
