using AdaShift.Bench.Zoo.Models.Translation;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Translation;

public sealed class BeamSearchTests
{
    static readonly LuongSettings settings = new(SourceVocabulary: 20, TargetVocabulary: 15, Units: 8);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(10, 0.6)]
    public void A_batch_equals_one_sentence_at_a_time(int width, double penalty)
    {
        using var model = ToySentences.Model(settings, seed: 5);
        var sources = Sources(24, longest: 9);
        var search = new BeamSearch(model, new(width, penalty));
        var batch = search.Translate(sources);
        for (var i = 0; i < sources.Length; i++) ShouldBeSame(batch[i], search.Translate([sources[i]])[0], $"sentence {i}");
        batch.Select(t => t.Words.Count).Distinct().Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public void A_beam_of_1_is_greedy_search()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        var sources = Sources(24, longest: 9);
        var found = new BeamSearch(model, new(Width: 1)).Translate(sources);
        for (var i = 0; i < sources.Length; i++) ShouldBeSame(found[i], Greedy(model, sources[i]), $"sentence {i}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(1)]
    public void A_beam_as_wide_as_all_outputs_finds_the_best_of_them(double penalty)
    {
        var tiny = new LuongSettings(SourceVocabulary: 6, TargetVocabulary: 5, Units: 4);
        for (var seed = 1; seed <= 4; seed++)
        {
            using var model = ToySentences.Model(tiny, seed);
            int[] source = [seed % 6, 3, 5];
            var all = AllOutputs(model, source, maxLength: 4, penalty);
            all.Count.ShouldBe(1 + 4 + 16 + 64 + 256); // of 0 to 3 words and </s>, and of 4 words
            all.Sum(t => Math.Exp(t.LogProbability)).ShouldBe(1, 1e-9);
            var found = new BeamSearch(model, new(all.Count, penalty, MaxLength: 4)).Translate([source])[0];
            ShouldBeSame(found, all.MaxBy(t => t.Score)!, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0.6)]
    [InlineData(3, 1)]
    public void Stopping_early_loses_nothing(int width, double penalty)
    {
        using var model = ToySentences.Model(settings, seed: 6);
        foreach (var source in Sources(6, longest: 6))
            ShouldBeSame(
                new BeamSearch(model, new(width, penalty)).Translate([source])[0], FullSearch(model, source, width, penalty), "search");
    }

    [Fact]
    public void Ties_go_to_the_lower_id()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        using (no_grad())
            foreach (var parameter in model.parameters()) parameter.zero_(); // all words are equally probable
        var found = new BeamSearch(model, new(Width: 3, MaxLength: 2)).Translate([[4, 4], [7]]);
        foreach (var translation in found)
        {
            translation.Words.ShouldBeEmpty(); // </s> at once has the fewest factors
            translation.LogProbability.ShouldBe(-Math.Log(15), 1e-6);
        }

        new BeamSearch(model, new(Width: 2, MaxLength: 3)).Translate([[4]])[0].Words.ShouldBe([0, 0, 0]); // </s> is never among two
    }

    [Fact]
    public void A_translation_is_cut_at_twice_its_source_or_at_the_setting()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        using (no_grad()) model.named_parameters().Single(p => p.name == "projection").parameter.zero_();
        int[][] sources = [[3], [4, 5, 6]];
        Lengths(new(Width: 1)).ShouldBe([2, 6]); // id 0 for ever
        Lengths(new(Width: 1, MaxLength: 4)).ShouldBe([4, 4]);

        IEnumerable<int> Lengths(BeamSettings beam) => new BeamSearch(model, beam).Translate(sources).Select(t => t.Words.Count);
    }

    [Fact]
    public void A_model_that_diverged_gives_no_words()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        using (no_grad()) model.parameters().First().fill_(double.NaN);
        var found = new BeamSearch(model).Translate([[3, 4]])[0];
        found.Words.ShouldBeEmpty();
        found.LogProbability.ShouldBe(double.NaN);
    }

    [Fact]
    public void Decoding_keeps_no_tensors()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        var search = new BeamSearch(model, new(Width: 4));
        var sources = Sources(6, longest: 9);
        using var scope = NewDisposeScope();
        search.Translate(sources);
        scope.DisposablesCount.ShouldBe(0);
    }

    [Fact]
    public void A_longer_translation_takes_no_more_memory_per_word()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        using (no_grad()) model.named_parameters().Single(p => p.name == "projection").parameter.zero_();
        var (shorter, longer) = (Bytes(100), Bytes(400));
        ((double)longer).ShouldBeLessThan(4.2 * shorter);

        long Bytes(int words)
        {
            var search = new BeamSearch(model, new(Width: 2, MaxLength: words));
            search.Translate([[3, 4, 5]])[0].Words.Count.ShouldBe(words);
            var start = GC.GetAllocatedBytesForCurrentThread();
            search.Translate([[3, 4, 5]]);
            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Fact]
    public void Sources_that_cannot_be_translated_are_named()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        var search = new BeamSearch(model, new(MaxSourceLength: 3));
        Message([[3], []]).ShouldContain("Source 1 is empty: it must have between 1 and 3 words.");
        Message([[3, 3, 3, 3]]).ShouldContain("Source 0 has 4 words: at most 3 are allowed.");
        Message([[3], [20]]).ShouldContain("Source 1 has the id 20: the source vocabulary's are 0 to 19.");
        Message([[-1]]).ShouldContain("Source 0 has the id -1");
        search.Translate([]).ShouldBeEmpty();

        string Message(int[][] sources) => Should.Throw<ArgumentException>(() => search.Translate(sources)).Message;
    }

    [Fact]
    public void A_model_in_training_is_refused()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        model.train();
        Should.Throw<InvalidOperationException>(() => new BeamSearch(model).Translate([[3]])).Message.ShouldContain("eval()");
    }

    [Fact]
    public void Wrong_settings_are_named_all_at_once()
    {
        using var model = ToySentences.Model(settings, seed: 5);
        var message = Should.Throw<ArgumentException>(() => new BeamSearch(model, new(Width: 0, LengthPenalty: -1, MaxLength: 0))).Message;
        message.ShouldContain("beam width of 0");
        message.ShouldContain("length penalty of -1");
        message.ShouldContain("maximum length of 0");
    }

    static int[][] Sources(int count, int longest) =>
        [.. ToySentences.Draw(count, settings, longest, seed: 9).Select(p => p.Source.Select(id => (int)id).ToArray())];

    static void ShouldBeSame(TranslatedSentence actual, TranslatedSentence expected, string where)
    {
        actual.Words.ShouldBe(expected.Words, where);
        actual.LogProbability.ShouldBe(expected.LogProbability, 1e-4, where); // searched in float32
        actual.Score.ShouldBe(expected.Score, 1e-4, where);
    }

    /// <summary>By the model's forward pass over every prefix again.</summary>
    static double[] LogProbabilities(LuongModel model, int[] source, IEnumerable<int> words)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        long[] target = [model.Settings.Start, .. words.Select(w => (long)w)];
        var ids = tensor(source.Select(id => (long)id).ToArray()).unsqueeze(0);
        var logits = model.call(ids, tensor(new long[] { source.Length }), tensor(target).unsqueeze(0));
        return logits[0, target.Length - 1].log_softmax(0).Values();
    }

    static TranslatedSentence Greedy(LuongModel model, int[] source)
    {
        var (words, sum) = (new List<int>(), 0.0);
        while (words.Count < 2 * source.Length)
        {
            var next = LogProbabilities(model, source, words);
            var token = next.Index().MaxBy(x => x.Item).Index;
            sum += next[token];
            if (token == model.Settings.End) break;
            words.Add(token);
        }

        return new(words, sum, sum);
    }

    static List<TranslatedSentence> AllOutputs(LuongModel model, int[] source, int maxLength, double penalty)
    {
        var (outputs, open) = (new List<TranslatedSentence>(), new List<(int[] words, double sum)> { ([], 0) });
        for (var step = 0; step < maxLength; step++)
        {
            var next = open.SelectMany(prefix =>
                LogProbabilities(model, source, prefix.words).Select((p, id) => (prefix.words, id, sum: prefix.sum + p))).ToList();
            outputs.AddRange(next.Where(x => x.id == model.Settings.End).Select(x => Scored(x.words, x.sum, penalty)));
            open = [.. next.Where(x => x.id != model.Settings.End).Select(x => ((int[])[.. x.words, x.id], x.sum))];
        }

        return [.. outputs, .. open.Select(x => Scored(x.words, x.sum, penalty))];
    }

    /// <summary>Beam search to the maximum length, from its definition.</summary>
    static TranslatedSentence FullSearch(LuongModel model, int[] source, int width, double penalty)
    {
        List<(TranslatedSentence hypothesis, bool ended)> places = [(Scored([], 0, penalty), false)];
        for (var step = 0; step < 2 * source.Length; step++)
            places = [.. places.SelectMany(Continue).OrderByDescending(h => h.hypothesis.Score).Take(width)];
        return places[0].hypothesis;

        IEnumerable<(TranslatedSentence hypothesis, bool ended)> Continue((TranslatedSentence hypothesis, bool ended) place)
        {
            if (place.ended) return [place];
            var (words, sum) = (place.hypothesis.Words, place.hypothesis.LogProbability);
            return LogProbabilities(model, source, words).Select((p, id) => id == model.Settings.End
                ? (Scored(words, sum + p, penalty), true)
                : (Scored([.. words, id], sum + p, penalty), false));
        }
    }

    static TranslatedSentence Scored(IReadOnlyList<int> words, double sum, double penalty) =>
        new(words, sum, sum / Math.Pow((5.0 + words.Count) / 6, penalty));
}
