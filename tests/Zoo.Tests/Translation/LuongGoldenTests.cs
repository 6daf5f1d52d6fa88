using AdaShift.Bench.Zoo.Models.Translation;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Translation;

/// <summary>The model against the papers' equations in PyTorch, one sentence at a time (Golden/make_golden_luong.py).</summary>
public sealed class LuongGoldenTests
{
    static readonly Reference golden = Golden.Read<Reference>("luong.json");

    sealed record Reference(
        int Units, int SourceVocabulary, int TargetVocabulary, Sentence[] Sentences, double Loss, ReferenceParameter[] Parameters);

    sealed record Sentence(long[] Source, long[] Target, long[] Labels, double[] Logits);

    sealed record ReferenceParameter(string Name, long[] Shape, double[] Gradient);

    [Fact]
    public void Logits_are_those_of_the_equations()
    {
        using var scope = NewDisposeScope();
        var model = Model();
        var (source, lengths) = ToySentences.Pad([.. golden.Sentences.Select(s => s.Source)]);
        var (target, _) = ToySentences.Pad([.. golden.Sentences.Select(s => s.Target)]);
        var logits = model.call(source, lengths, target); // [B, T, V]
        logits.shape.ShouldBe([golden.Sentences.Length, target.shape[1], golden.TargetVocabulary]);
        foreach (var (i, sentence) in golden.Sentences.Index())
            ShouldBeClose(logits[i].narrow(0, 0, sentence.Target.Length).Values(), sentence.Logits, $"sentence {i}");
    }

    [Fact]
    public void Loss_and_gradients_are_those_of_the_equations()
    {
        using var scope = NewDisposeScope();
        var model = Model();
        var loss = ToySentences.Loss(model, [.. golden.Sentences.Select(s => new Pair(s.Source, s.Target, s.Labels))]);
        loss.backward();
        loss.item<double>().ShouldBeClose(golden.Loss, 1e-12, "loss");
        var gradients = model.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!);
        foreach (var parameter in golden.Parameters) ShouldBeClose(gradients[parameter.Name].Values(), parameter.Gradient, parameter.Name);
    }

    [Fact]
    public void Nothing_is_missing_from_the_reference() =>
        Model().named_parameters().Select(p => p.name).Order(StringComparer.Ordinal)
            .ShouldBe(golden.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal));

    static LuongModel Model()
    {
        var model = new LuongModel(new(golden.SourceVocabulary, golden.TargetVocabulary, golden.Units, Dropout: 0));
        model.to(ScalarType.Float64);
        using var unrecorded = no_grad();
        var parameters = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        foreach (var (i, parameter) in golden.Parameters.Index())
        {
            var count = (int)parameter.Shape.Aggregate(1L, (a, b) => a * b);
            double[] values = [.. Enumerable.Range(0, count).Select(k => 0.8 * Math.Sin((1.7 * k) + i + 1))];
            parameters[parameter.Name].copy_(Toy.Tensor(values, parameter.Shape));
        }

        return model;
    }

    static void ShouldBeClose(double[] actual, double[] expected, string where)
    {
        actual.Length.ShouldBe(expected.Length, where);
        for (var i = 0; i < actual.Length; i++) actual[i].ShouldBeClose(expected[i], 1e-12, $"{where}, element {i}");
    }
}
