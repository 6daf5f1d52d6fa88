namespace AdaShift.Bench.Running.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("adashfit", "adashift", 1)] // a swap of neighbours counts once
    [InlineData("ca", "abc", 3)]
    public void Distance_is_Damerau_Levenshtein(string a, string b, int distance)
    {
        NearestName.Distance(a, b).ShouldBe(distance);
        NearestName.Distance(b, a).ShouldBe(distance);
    }

    [Theory]
    [InlineData("adashfit", "adashift")]
    [InlineData("ADAM", "adam")]
    [InlineData("lrr", "lr")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void Suggests_what_is_near_and_nothing_else(string typed, string? expected) =>
        NearestName.Of(typed, ["adam", "adashift", "amsgrad", "lr", "sgd"]).ShouldBe(expected);

    [Fact]
    public void A_word_for_the_same_thing_is_nearer_than_one_that_looks_alike() =>
        (NearestName.Of("GPU", ["cpu", "cuda"]), NearestName.Of("gpu", ["cpu"])).ShouldBe(("cuda", "cpu"));
}
