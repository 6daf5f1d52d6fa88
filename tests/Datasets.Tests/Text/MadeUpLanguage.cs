namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Words and sentences that depend on a seed only.</summary>
sealed class MadeUpLanguage(long seed, int words = 2_000)
{
    static readonly string[] Syllables = ["ba", "do", "fé", "gi", "ku", "la", "mo", "nè", "pi", "ru", "sa", "ti", "vo", "zu"];
    SplitMix64 random = SplitMix64.For(seed, number: 0);

    public string Sentence(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Word((int)random.Below((ulong)words))));

    /// <summary>Three or more syllables for each number.</summary>
    static string Word(int number)
    {
        var word = "";
        for (var left = number + (Syllables.Length * Syllables.Length); left > 0; left /= Syllables.Length)
            word += Syllables[left % Syllables.Length];
        return word;
    }
}
