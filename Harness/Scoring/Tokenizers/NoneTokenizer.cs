namespace AdaShift.Bench.Scoring;

/// <summary>Splits on white space only, for text that is tokenized already.</summary>
sealed class NoneTokenizer : Tokenizer
{
    public override string Name => "none";

    internal override string Separate(string segment) => segment;
}
