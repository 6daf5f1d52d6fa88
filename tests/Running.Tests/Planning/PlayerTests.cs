namespace AdaShift.Bench.Running.Tests;

public sealed class PlayerTests
{
    const string Adam = "sample-adam[lr=0.001,beta1=0.9,weight-decay=0,delay=10,nesterov=false,form=running-max,note=plain]";

    static readonly string[] players = ["generator", "critic"];

    static IReadOnlyList<BoundPlayers> Bind(string text) => BoundPlayers.Bind(SamplePlugins.Catalog, text, players);

    [Fact]
    public void One_optimizer_is_for_every_player() =>
        Bind("sample-adam").ShouldHaveSingleItem().ByPlayer
            .ShouldBe(new Dictionary<string, string> { ["critic"] = Adam, ["generator"] = Adam });

    [Fact]
    public void Each_player_can_have_its_own()
    {
        var bound = Bind(" generator = sample-required[lr=1e+2] + critic=sample-adam").ShouldHaveSingleItem();

        bound.ByPlayer.ShouldBe(new Dictionary<string, string> { ["critic"] = Adam, ["generator"] = "sample-required[lr=100]" });
        bound.Short.ShouldBe("critic=sample-adam+generator=sample-required[lr=100]");
    }

    [Fact]
    public void Grids_of_the_players_multiply() =>
        Bind("critic=sample-required[lr=1|2]+generator=sample-required[lr=3|4]").Select(b => b.Point).ShouldBe(
        [
            "critic lr=1 generator lr=3", "critic lr=1 generator lr=4",
            "critic lr=2 generator lr=3", "critic lr=2 generator lr=4",
        ]);

    [Theory]
    [InlineData("critc=sample-adam+generator=sample-adam",
        "The workload has no player 'critc'. Did you mean 'critic'? Available: generator, critic.\nThe player 'critic' has no optimizer.")]
    [InlineData("critic=sample-adam", "The player 'generator' has no optimizer.")]
    [InlineData("critic=sample-adam+generator=sample-adam+critic=sample-throws", "The player 'critic' is given two optimizers.")]
    [InlineData("sample-adam+sample-throws",
        "With several optimizers each needs its player, as in 'generator=sample-adam+critic=sample-adam'.")]
    [InlineData("critic=sample-adam[lr=0]+generator=sample-adam[lr=-1]",
        "sample-adam: lr = 0 is outside (0, inf).\nsample-adam: lr = -1 is outside (0, inf).")]
    public void Problems_name_the_players(string text, string message) =>
        Should.Throw<SelectorException>(() => Bind(text)).Message.ShouldBe(message);
}
