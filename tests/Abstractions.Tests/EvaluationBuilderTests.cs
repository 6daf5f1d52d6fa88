namespace AdaShift.Bench.Abstractions.Tests;

public sealed class EvaluationBuilderTests
{
    [Fact]
    public void It_gathers_metrics_in_ordinal_order_and_artefacts()
    {
        var evaluation = new EvaluationBuilder().Add("b", 2).Add("a", 1).AddText("samples.txt", "å").Build();
        evaluation.Metrics.Keys.ShouldBe(["a", "b"]);
        evaluation.Artefacts.ShouldHaveSingleItem().Content.Length.ShouldBe(2); // UTF-8
    }

    [Fact]
    public void A_metric_recorded_twice_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new EvaluationBuilder().Add("a", 1).Add("a", 2)).Message.ShouldContain("'a'");

    [Theory]
    [InlineData("")]
    [InlineData("../escape.txt")]
    [InlineData("a/b.txt")]
    [InlineData(".hidden")]
    public void An_artefact_is_a_plain_file(string name) =>
        Should.Throw<ArgumentException>(() => new EvaluationBuilder().AddText(name, "")).Message.ShouldContain("not a plain file name");
}
