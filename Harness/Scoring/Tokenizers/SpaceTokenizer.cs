using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>Splits at every single space, as tensorflow/nmt does: two spaces have an empty token between them.</summary>
sealed class SpaceTokenizer : Tokenizer
{
    public override string Name => "space";

    internal override string Separate(string segment) => PythonText.Trim(segment);

    internal override void Split(string separated, List<Range> tokens)
    {
        foreach (var token in separated.AsSpan().Split(' ')) tokens.Add(token);
    }
}
