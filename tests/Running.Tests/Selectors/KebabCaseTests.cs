namespace AdaShift.Bench.Running.Tests;

public sealed class KebabCaseTests
{
    [Theory]
    [InlineData("Lr", "lr")]
    [InlineData("Beta1", "beta1")]
    [InlineData("weightDecay", "weight-decay")]
    [InlineData("L2Norm", "l2-norm")]
    [InlineData("MaxGP", "max-gp")]
    [InlineData("MaxGPTerm", "max-gp-term")]
    [InlineData("Learning_Rate", "learning-rate")]
    [InlineData("_x", "x")]
    [InlineData("β1", "β1")]
    public void Writes_names_of_code_as_people_type_them(string name, string kebab)
    {
        KebabCase.Of(name).ShouldBe(kebab);
        KebabCase.Key(kebab).ShouldBe(KebabCase.Key(name));
    }

    [Theory]
    [InlineData("adam", true)]
    [InlineData("max-gp-2", true)]
    [InlineData("", false)]
    [InlineData("Adam", false)]
    [InlineData("a--b", false)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    public void Knows_what_a_plugin_may_be_called(string name, bool allowed) => KebabCase.IsName(name).ShouldBe(allowed);
}
