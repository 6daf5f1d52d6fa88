using AdaShift.Bench.Zoo.Models.Translation;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Translation;

public sealed class LuongModelTests
{
    const int English = 17_191, Vietnamese = 7_709; // tensorflow/nmt's vocabularies for IWSLT'15

    static readonly LuongSettings small = new(SourceVocabulary: 20, TargetVocabulary: 15, Units: 8);

    [Theory]
    [InlineData(Vietnamese, English, 32_306_689)]
    [InlineData(English, Vietnamese, 27_451_905)]
    public void Has_as_many_parameters_as_tensorflow_nmt(int source, int target, long expected)
    {
        using var model = new LuongModel(new(source, target));
        model.parameters().Sum(p => p.numel()).ShouldBe(expected);
    }

    [Fact]
    public void Weights_start_uniform_biases_at_0_and_forget_biases_at_1()
    {
        manual_seed(3).Dispose();
        using var scope = NewDisposeScope();
        using var model = new LuongModel(new(500, 400, Units: 32));
        foreach (var (name, parameter) in model.named_parameters())
        {
            var values = parameter.Values();
            if (name.EndsWith("bias", StringComparison.Ordinal))
                values.ShouldBe([.. Enumerable.Range(0, 128).Select(i => i is >= 32 and < 64 ? 1.0 : 0.0)], name); // i f o g
            else if (name.EndsWith("scale", StringComparison.Ordinal)) values.ShouldBe([1.0]);
            else
            {
                values.ShouldAllBe(x => Math.Abs(x) <= 0.1f, name);
                values.Average().ShouldBe(0, 0.005, name);
                values.Average(x => x * x).ShouldBe(0.1 * 0.1 / 3, 0.0003, name);
            }
        }
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float32, 1e-6)]
    public void Perplexity_depends_neither_on_the_batch_nor_on_padding(ScalarType dtype, double tolerance)
    {
        using var unrecorded = no_grad();
        using var model = ToySentences.Model(small, seed: 1, dtype);
        var pairs = ToySentences.Draw(64, small, longest: 12, seed: 2);
        var expected = Perplexity(model, pairs, batch: 1, extra: 0);
        foreach (var (batch, extra) in new[] { (8, 0), (64, 0), (1, 20), (8, 20), (64, 20) })
            Perplexity(model, pairs, batch, extra).ShouldBeClose(expected, tolerance, $"batch {batch}, {extra} columns of padding");
    }

    [Fact]
    public void Gradients_do_not_depend_on_padding()
    {
        var pairs = ToySentences.Draw(8, small, longest: 6, seed: 2);
        var (expected, actual) = (Gradients(pairs, 0), Gradients(pairs, 20));
        foreach (var (name, values) in expected)
            for (var i = 0; i < values.Length; i++) actual[name][i].ShouldBeClose(values[i], 1e-12, $"{name}, element {i}");
    }

    [Fact]
    public void Attention_on_padding_is_exactly_0()
    {
        using var scope = NewDisposeScope();
        using var model = ToySentences.Model(small, seed: 1, ScalarType.Float32);
        var (source, lengths) = ToySentences.Pad([[3, 4, 5, 6, 7], [8], [9, 10]], extra: 4);
        var (memory, state) = model.Encode(source, lengths);
        var weights = memory.Weights(state.Hidden2.unsqueeze(1)); // [B, 1, S]
        foreach (var (i, length) in lengths.data<long>().Index())
        {
            weights[i, 0].narrow(0, length, 9 - length).Values().ShouldAllBe(weight => weight == 0);
            weights[i, 0].narrow(0, 0, length).Values().ShouldAllBe(weight => weight > 0);
        }

        weights.sum(-1).Values().ShouldAllBe(sum => Math.Abs(sum - 1) < 1e-6);
    }

    [Fact]
    public void What_stands_at_padding_does_not_matter()
    {
        using var scope = NewDisposeScope();
        using var model = ToySentences.Model(small, seed: 1);
        var lengths = tensor(new long[] { 2, 4 });
        var target = tensor(new long[] { 1, 3, 1, 4 }, [2, 2]);
        var one = model.call(tensor(new long[] { 3, 4, 0, 0, 5, 6, 7, 8 }, [2, 4]), lengths, target);
        var other = model.call(tensor(new long[] { 3, 4, 9, 2, 5, 6, 7, 8 }, [2, 4]), lengths, target);
        one.Values().ShouldBe(other.Values());
    }

    [Fact]
    public void Dropout_follows_torch_s_seed_and_acts_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var model = ToySentences.Model(small with { Dropout = 0.5 }, seed: 1);
        var pairs = ToySentences.Draw(4, small, longest: 6, seed: 3);
        var plain = Loss(7);
        Loss(8).ShouldBe(plain);
        model.train();
        Loss(7).ShouldBe(Loss(7));
        Loss(7).ShouldNotBe(Loss(8));
        Loss(7).ShouldNotBe(plain);

        double Loss(long seed)
        {
            manual_seed(seed).Dispose();
            return ToySentences.Loss(model, pairs).item<double>();
        }
    }

    [Fact]
    public void Loss_is_the_cross_entropy_of_the_logits_per_sentence()
    {
        using var scope = NewDisposeScope();
        using var model = ToySentences.Model(small, seed: 1);
        var pairs = ToySentences.Draw(3, small, longest: 6, seed: 4);
        var nats = 0.0;
        foreach (var pair in pairs)
        {
            var (source, lengths) = ToySentences.Pad([pair.Source]);
            var (target, _) = ToySentences.Pad([pair.Target]);
            var logits = model.call(source, lengths, target)[0];
            nats += nn.functional.cross_entropy(logits, tensor(pair.Labels), reduction: nn.Reduction.Sum).item<double>();
        }

        ToySentences.Loss(model, pairs).item<double>().ShouldBeClose(nats / 3, 1e-12, "loss");
    }

    [Fact]
    public void Wrong_settings_are_named_all_at_once()
    {
        var error = Should.Throw<ArgumentException>(() => new LuongModel(new(0, 9, Units: 0, Dropout: 1) { End = 9 }));
        error.Message.ShouldContain("source vocabulary of 0");
        error.Message.ShouldContain("0 units");
        error.Message.ShouldContain("dropout of 1");
        error.Message.ShouldContain("end id 9 is outside [0, 9)");
    }

    [Theory]
    [InlineData(0, "length of 0")]
    [InlineData(5, "between 1 and 4")]
    public void A_length_that_does_not_fit_is_named(long length, string part)
    {
        using var scope = NewDisposeScope();
        using var model = ToySentences.Model(small, seed: 1);
        var ids = ones([2, 4], dtype: ScalarType.Int64);
        var error = Should.Throw<ArgumentException>(() => model.call(ids, tensor(new long[] { 4, length }), ids));
        error.Message.ShouldContain("Sentence 1");
        error.Message.ShouldContain(part);
    }

    static double Perplexity(LuongModel model, Pair[] pairs, int batch, int extra)
    {
        using var scope = NewDisposeScope();
        var nats = pairs.Chunk(batch)
            .Sum(chunk => ToySentences.Loss(model, chunk, extra).to(ScalarType.Float64).item<double>() * chunk.Length);
        return LuongModel.Perplexity(nats, pairs.Sum(p => p.Labels.Length));
    }

    static Dictionary<string, double[]> Gradients(Pair[] pairs, int extra)
    {
        using var scope = NewDisposeScope();
        using var model = ToySentences.Model(small, seed: 1);
        ToySentences.Loss(model, pairs, extra).backward();
        return model.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!.Values());
    }
}
