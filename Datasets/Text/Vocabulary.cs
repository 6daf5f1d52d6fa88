namespace AdaShift.Bench.Datasets;

/// <summary>Lines to ids and back. As in tensorflow/nmt and SentencePiece the first three ids are <c>&lt;unk&gt; &lt;s&gt; &lt;/s&gt;</c>.</summary>
public abstract class Vocabulary
{
    /// <summary>What is not in the vocabulary.</summary>
    public const int Unknown = 0;

    /// <summary>Begins a target sentence.</summary>
    public const int Start = 1;

    /// <summary>Ends a target sentence; also fills a batch's shorter rows.</summary>
    public const int End = 2;

    internal static readonly string[] Markers = ["<unk>", "<s>", "</s>"];

    /// <summary>Ids are 0 … Count − 1; an embedding has this many rows.</summary>
    public abstract int Count { get; }

    /// <summary>The checksum of its content: a model is of use only with the vocabulary that it was trained with.</summary>
    public abstract Digest Hash { get; }

    /// <returns>The line's ids, without <see cref="Start"/> and <see cref="End"/>.</returns>
    public abstract int[] Encode(string line);

    /// <param name="ids">What a model wrote: the line ends before the first <see cref="End"/>, and <see cref="Start"/> is skipped.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id that the vocabulary does not have.</exception>
    public string Decode(IEnumerable<int> ids)
    {
        int[] line = [.. ids.TakeWhile(id => id != End).Where(id => id != Start)];
        foreach (var id in line)
            if (id < 0 || id >= Count)
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"The vocabulary has the ids 0 to {Count - 1}.");
        return Join(line);
    }

    /// <param name="ids">Of the vocabulary, without <see cref="Start"/> and <see cref="End"/>.</param>
    private protected abstract string Join(int[] ids);
}
