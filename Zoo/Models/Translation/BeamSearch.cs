using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>Translates by beam search, or greedily with a beam of 1.</summary>
/// <remarks>
/// A translation depends on its own source alone. Only open hypotheses of unfinished sentences are run; a sentence is finished as soon as
/// its best translation is certain, so the result is that of a search to the maximum length.
/// </remarks>
public sealed class BeamSearch
{
    readonly LuongModel model;
    readonly BeamSettings settings;

    /// <exception cref="ArgumentException">A setting is wrong; the message names all that are.</exception>
    public BeamSearch(LuongModel model, BeamSettings? settings = null)
    {
        (this.model, this.settings) = (model, settings ?? new());
        if (this.settings.Validate().ToList() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(settings));
    }

    /// <param name="sources">A batch of ids of sentences. Sentences of similar length waste least.</param>
    /// <returns>In the same order.</returns>
    /// <exception cref="ArgumentException">A source is empty or too long, or has an id outside the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The model is in training mode, in which dropout makes translations random.</exception>
    public IReadOnlyList<TranslatedSentence> Translate(IReadOnlyList<IReadOnlyList<int>> sources)
    {
        Validate(sources);
        if (model.training) throw new InvalidOperationException("The model is in training mode: call its eval() before translating.");
        if (sources.Count == 0) return [];
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        Beam[] beams = [.. sources.Select((source, i) => new Beam(i, source.Count, model.Settings, settings))];
        Run(beams, sources);
        return [.. beams.Select(beam => beam.Best())];
    }

    void Run(Beam[] beams, IReadOnlyList<IReadOnlyList<int>> sources)
    {
        var (memory, state) = model.Encode(Pad(sources), tensor(sources.Select(s => (long)s.Count).ToArray()));
        var weights = new AttentionDecoder.Weights(model.Decoder);
        var top = new TopTokens(settings.Width + 1);
        for (var width = 1; beams.Length > 0;)
        {
            using var step = NewDisposeScope();
            var rows = Rows(beams, width, h => h.Row);
            var before = state;
            state = model.Decoder.Next(weights, memory, before.Select(rows), Rows(beams, width, h => h.Token));
            var logits = new Logits(model.Project(state.Attention));
            for (var i = 0; i < beams.Length; i++) beams[i].Advance(logits, i * width, top);
            before.Dispose();
            state.MoveToOuterDisposeScope();
            var unfinished = Enumerable.Range(0, beams.Length).Where(i => !beams[i].IsDone).ToArray();
            if (unfinished.Length == 0) return;
            if (unfinished.Length < beams.Length)
            {
                var whole = memory;
                memory = whole.Select(tensor(unfinished.Select(i => (long)i).ToArray(), device: model.Device)).MoveToOuterDisposeScope();
                whole.Dispose();
                beams = [.. unfinished.Select(i => beams[i])];
            }

            width = beams.Max(beam => beam.Open.Count);
        }
    }

    /// <returns>
    /// [beams · width], int64: a number of each open hypothesis. A beam with fewer repeats its first, whose row is then not read.
    /// </returns>
    Tensor Rows(Beam[] beams, int width, Func<Hypothesis, int> number)
    {
        var numbers = new long[beams.Length * width];
        for (var row = 0; row < numbers.Length; row++)
        {
            var open = beams[row / width].Open;
            numbers[row] = number(open[row % width < open.Count ? row % width : 0]);
        }

        return tensor(numbers, device: model.Device);
    }

    /// <returns>[B, S].</returns>
    Tensor Pad(IReadOnlyList<IReadOnlyList<int>> sources)
    {
        var steps = sources.Max(s => s.Count);
        var ids = new long[sources.Count * steps];
        for (var i = 0; i < sources.Count; i++)
            for (var s = 0; s < sources[i].Count; s++) ids[(i * steps) + s] = sources[i][s];
        return tensor(ids, device: model.Device).view(sources.Count, steps);
    }

    void Validate(IReadOnlyList<IReadOnlyList<int>> sources)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i].Count == 0) throw Error($"Source {i} is empty: it must have between 1 and {settings.MaxSourceLength} words.");
            if (sources[i].Count > settings.MaxSourceLength)
                throw Error($"Source {i} has {sources[i].Count} words: at most {settings.MaxSourceLength} are allowed.");
            foreach (var id in sources[i])
                if (id < 0 || id >= model.Settings.SourceVocabulary)
                    throw Error($"Source {i} has the id {id}: the source vocabulary's are 0 to {model.Settings.SourceVocabulary - 1}.");
        }

        static ArgumentException Error(string message) => new(message, nameof(sources));
    }
}
