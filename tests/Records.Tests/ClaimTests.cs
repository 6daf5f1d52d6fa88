namespace AdaShift.Bench.Records.Tests;

public sealed class ClaimTests
{
    [Fact]
    public void A_claim_sets_one_label_against_others()
    {
        var claim = ClaimExpression.Parse(" max-AdaShift < SGD,  Adam ");
        (claim.Left, claim.Relation).ShouldBe(("max-AdaShift", '<'));
        claim.Right.ShouldBe(["SGD", "Adam"]);
        claim.Labels.ShouldBe(["max-AdaShift", "SGD", "Adam"]);
    }

    [Fact]
    public void A_number_is_no_label() => ClaimExpression.Parse("0.01 > A, B").Labels.ShouldBe(["A", "B"]);

    [Fact]
    public void What_is_not_finite_is_a_label() =>
        ClaimExpression.Parse("NaN < Infinity, 1e999").Labels.ShouldBe(["NaN", "Infinity", "1e999"]);

    [Theory]
    [InlineData("A")]
    [InlineData("< B")]
    [InlineData("A <")]
    [InlineData("A < B,")]
    [InlineData("A < B < C")]
    [InlineData("1 < 2")]
    public void What_is_no_claim_is_refused(string text) =>
        Should.Throw<FormatException>(() => ClaimExpression.Parse(text)).Message.ShouldStartWith($"'{text}' is not a claim.");

    [Theory]
    [InlineData("end", ClaimMomentKind.End, 0)]
    [InlineData("best", ClaimMomentKind.Best, 0)]
    [InlineData("step 100", ClaimMomentKind.Step, 100)]
    [InlineData("epoch 0.5", ClaimMomentKind.Epoch, 0.5)]
    public void A_moment_has_a_kind_and_a_number(string text, ClaimMomentKind kind, double value) =>
        ClaimMoment.Parse(text).ShouldBe(new(kind, value));

    [Theory]
    [InlineData("middle")]
    [InlineData("step")]
    [InlineData("step -1")]
    [InlineData("epoch 1,5")]
    public void What_is_no_moment_is_refused(string text) =>
        Should.Throw<FormatException>(() => ClaimMoment.Parse(text)).Message.ShouldContain("Allowed: end, best, step N, epoch N.");
}
