namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>
/// The hypotheses of one sentence, best first. Ended ones keep their score and compete with open ones for a place, as in tensorflow/nmt.
/// </summary>
/// <remarks>Of equal scores, the one whose parent comes first is better, then the one whose logit is higher, then the lower id.</remarks>
sealed class Beam
{
    readonly BeamSettings settings;
    readonly int end;
    readonly int maxLength;
    readonly List<(int parent, int token)[]> steps = []; // from which the words are read in the end
    Hypothesis[] places;

    /// <param name="sentence">Its place in the batch.</param>
    public Beam(int sentence, int sourceLength, LuongSettings model, BeamSettings settings)
    {
        (Sentence, this.settings, end) = (sentence, settings, model.End);
        maxLength = settings.MaxLength ?? 2 * sourceLength;
        places = [new(0, 0, 0, Ended: false, model.Start, Parent: 0, Row: sentence)];
        Open = places;
    }

    public int Sentence { get; }

    /// <summary>The hypotheses that go on.</summary>
    public IReadOnlyList<Hypothesis> Open { get; private set; }

    /// <summary>
    /// Whether the best hypothesis is final. An open one can at most keep its log P and gain the penalty of the longest translation.
    /// </summary>
    public bool IsDone =>
        steps.Count == maxLength || Open.Count == 0
        || (places[0].Ended && Open.All(h => settings.Score(h.LogProbability, maxLength) <= places[0].Score));

    /// <summary>Continues every open hypothesis by its most probable tokens, and keeps the best of all.</summary>
    /// <param name="logits">[rows, V].</param>
    /// <param name="firstRow">The row of the first open hypothesis; the others follow.</param>
    /// <param name="top">Keeps one token more than the beam is wide, as the penalty may put <c>&lt;/s&gt;</c> behind the next.</param>
    public void Advance(Logits logits, int firstRow, TopTokens top)
    {
        var best = new List<Hypothesis>(settings.Width + 1);
        var row = firstRow;
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place].Ended) Offer(best, places[place] with { Parent = place });
            else Continue(best, place, logits, row++, top);
        }

        places = [.. best];
        Open = [.. best.Where(h => !h.Ended)];
        steps.Add([.. best.Select(h => (h.Parent, h.Token))]);
    }

    /// <summary>The best hypothesis. Without words if the model's logits were not finite.</summary>
    public TranslatedSentence Best()
    {
        if (places.Length == 0) return new([], double.NaN, double.NaN);
        var words = new int[places[0].Length];
        var place = 0;
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            if (step < words.Length) words[step] = steps[step][place].token;
            place = steps[step][place].parent;
        }

        return new(words, places[0].LogProbability, places[0].Score);
    }

    void Continue(List<Hypothesis> best, int place, Logits logits, int row, TopTokens top)
    {
        var parent = places[place];
        top.Scan(logits[row]);
        for (var rank = 0; rank < top.Ids.Length; rank++)
        {
            var (token, logProbability) = (top.Ids[rank], parent.LogProbability + top.LogProbability(rank));
            var length = token == end ? parent.Length : parent.Length + 1;
            Offer(best, new(logProbability, settings.Score(logProbability, length), length, token == end, token, place, row));
        }
    }

    void Offer(List<Hypothesis> best, Hypothesis hypothesis)
    {
        var rank = best.Count;
        while (rank > 0 && hypothesis.Score > best[rank - 1].Score) rank--;
        if (rank == settings.Width) return;
        if (best.Count == settings.Width) best.RemoveAt(settings.Width - 1);
        best.Insert(rank, hypothesis);
    }
}
