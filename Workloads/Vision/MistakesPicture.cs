using System.Text;
using AdaShift.Bench.Datasets;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace AdaShift.Bench.Workloads;

/// <summary>Some misclassified pictures as SVG: the prediction, above the correct class.</summary>
static class MistakesPicture
{
    const int Columns = 6;
    const int Rows = 2;
    const int Side = 96; // pixels of a picture as shown
    const int Width = 150;
    const int Height = Side + 48;

    /// <param name="examples">uint8 [N, 3, H, H].</param>
    /// <param name="predicted">The model's classes, [N].</param>
    public static string Draw(LabelledImages examples, long[] predicted, IReadOnlyList<string> classes)
    {
        var labels = examples.Labels.data<long>().ToArray();
        int[] wrong = [.. Enumerable.Range(0, predicted.Length).Where(i => predicted[i] != labels[i])];
        var count = Math.Min(wrong.Length, Columns * Rows);
        var shown = Enumerable.Range(0, count).Select(i => wrong[(long)i * wrong.Length / count]); // from all over the test set
        var text = new StringBuilder(FormattableString.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Columns * Width}\" height=\"{Rows * Height}\" "));
        text.Append("font-family=\"sans-serif\" font-size=\"12\" text-anchor=\"middle\">\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        foreach (var (place, i) in shown.Index())
            Add(text, place, Png(examples, i), classes[(int)predicted[i]], classes[(int)labels[i]]);
        return text.Append("</svg>\n").ToString();
    }

    static void Add(StringBuilder text, int place, string png, string predicted, string label)
    {
        var (left, top) = (place % Columns * Width, place / Columns * Height);
        var centre = left + (Width / 2);
        text.Append(FormattableString.Invariant(
            $"<image x=\"{centre - (Side / 2)}\" y=\"{top + 4}\" width=\"{Side}\" height=\"{Side}\" image-rendering=\"pixelated\" "))
            .Append($"href=\"data:image/png;base64,{png}\"/>\n");
        AddLine(top + Side + 18, "#a02020", predicted);
        AddLine(top + Side + 34, "#206020", label);

        void AddLine(int y, string colour, string words) => text.Append(FormattableString.Invariant(
            $"<text x=\"{centre}\" y=\"{y}\" fill=\"{colour}\">{System.Security.SecurityElement.Escape(words)}</text>\n"));
    }

    static string Png(LabelledImages examples, long index)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var side = (int)examples.Images.shape[2];
        var pixels = examples.Images[index].permute(1, 2, 0).contiguous().data<byte>().ToArray();
        using var picture = Image.LoadPixelData<Rgb24>(pixels, side, side);
        using var content = new MemoryStream();
        picture.SaveAsPng(content);
        return Convert.ToBase64String(content.ToArray());
    }
}
