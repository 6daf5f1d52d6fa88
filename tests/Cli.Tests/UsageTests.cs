using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>What was typed wrong is named, with what is allowed and the nearest match, and ends with exit code 2.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("Unknown verb 'rum'. Did you mean 'run'? Available: list, run, report, data, bleu, doctor.", "rum", "fig3-mlp")]
    [InlineData("Unknown option '--profil'. Did you mean '--profile'?", "run", "fig3-mlp", "--profil", "quick")]
    [InlineData("--profile 'quik' is not known. Did you mean 'quick'? Allowed: quick, standard, paper.",
        "run", "fig3-mlp", "--profile", "quik")]
    [InlineData("--device 'cude' is not known. Did you mean 'cuda'? Allowed: cpu, cuda.", "run", "fig3-mlp", "--device", "cude")]
    [InlineData("--device 'gpu' is not known. Did you mean 'cuda'? Allowed: cpu, cuda.", "run", "fig3-mlp", "--device", "gpu")]
    [InlineData("Unknown verb 'frobnicate'. Available: list, run, report, data, bleu, doctor.", "frobnicate", "--help")]
    [InlineData("Unknown verb 'rum'. Did you mean 'run'?", "--help", "rum")]
    [InlineData("Unknown verb 'frobnicate'. Available: ", "frobnicate", "--version")]
    [InlineData("Unknown verb of 'data' 'fetsch'. Did you mean 'fetch'?", "data", "fetsch", "--help")]
    [InlineData("--out '/proc/version' is not valid: '/proc/version' is a file. Name another folder.",
        "run", "fig3-mlp", "--out", "/proc/version")]
    [InlineData("--out '/proc/version/x/y' is not valid: '/proc/version' is a file. Name another folder.",
        "report", "runs", "--out", "/proc/version/x/y")]
    [InlineData("--out '/proc/version' is not valid: '/proc/version' is a file.", "doctor", "--out", "/proc/version")]
    [InlineData("'optimisers' cannot be listed. Did you mean 'optimizers'?", "list", "optimisers")]
    [InlineData("'adashfit' cannot be listed. Did you mean 'adashift'? Allowed: workloads, ", "list", "adashfit")]
    [InlineData("Unknown verb of 'data' 'fetsch'. Did you mean 'fetch'?", "data", "fetsch", "mnist")]
    [InlineData("Unknown experiment 'fig3-mpl'. Did you mean 'fig3-mlp'?", "run", "fig3-mpl")]
    [InlineData("There is no experiment file './mine.yaml'.", "run", "./mine.yaml")]
    [InlineData("Unknown dataset 'mnits'. Did you mean 'mnist'?", "data", "fetch", "mnits")]
    [InlineData("--seeds: 'x' is not a seed. Allowed: how many (5), a range (0..4) or a list (0,3,5).", "run", "fig3-mlp", "--seeds", "x")]
    [InlineData("--jobs '0' is not valid. Allowed: a whole number above 0.", "run", "fig3-mlp", "--jobs", "0")]
    [InlineData("--jobs 'two' is not valid. Allowed: a whole number above 0.", "run", "fig3-mlp", "--jobs", "two")]
    [InlineData("--run-timeout '-1' is not valid. Allowed: a number above 0.", "run", "fig3-mlp", "--run-timeout", "-1")]
    [InlineData("--run-timeout '1e15' is not valid. Allowed: up to 49 days; leave it out for no limit.",
        "run", "fig3-mlp", "--run-timeout", "1e15")]
    [InlineData("--plugin '' is not valid. Allowed: the path of a .dll file.", "list", "--plugin", "")]
    [InlineData("--plugin '' is not valid. Allowed: the path of a .dll file.", "run", "fig3-mlp", "--plugin", "")]
    [InlineData("--out '' is not valid. Allowed: a folder.", "run", "fig3-mlp", "--out", "")]
    [InlineData("--out '' is not valid. Allowed: a folder.", "doctor", "--out", "")]
    [InlineData("--out '' is not valid. Allowed: a folder.", "report", "runs", "--out", "")]
    [InlineData("--from '' is not valid. Allowed: a folder or an archive.", "data", "fetch", "mnist", "--from", "")]
    [InlineData("Which verb? Available: list, fetch, verify.", "data")]
    [InlineData("--workload is for runs without an experiment", "run", "fig3-mlp", "--workload", "mnist-mlp")]
    [InlineData("--all runs every experiment: remove it or 'fig3-mlp'.", "run", "fig3-mlp", "--all")]
    [InlineData("What to run? Name experiments (", "run")]
    [InlineData("--profile is for experiments",
        "run", "--workload", "mnist-mlp", "--optimizer", "sgd", "--steps", "1", "--profile", "quick")]
    [InlineData("Unknown optimizer 'adashfit'. Did you mean 'adashift'?",
        "run", "--workload", "mnist-mlp", "--optimizer", "adashfit", "--steps", "1")]
    [InlineData("lr = -1 is outside (0, inf)", "run", "--workload", "mnist-mlp", "--optimizer", "sgd[lr=-1]", "--steps", "1")]
    [InlineData("give either --steps or --epochs", "run", "--workload", "mnist-mlp", "--optimizer", "sgd")]
    public async Task Wrong_words_are_named_with_what_is_allowed(string message, params string[] words)
    {
        var said = await Shell.RunAsync(words);

        said.Error.ShouldContain(message);
        said.Code.ShouldBe(ExitCode.Usage, said.Error);
        said.Out.ShouldBeEmpty();
        said.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Every_problem_of_a_plan_is_reported_at_once()
    {
        var said = await Shell.RunAsync(
            "run", "--workload", "mnist-mpl", "--optimizer", "adashfit", "--optimizer", "sgd[lr=0]", "--steps", "5", "--epochs", "1");

        foreach (var wrong in new[] { "mnist-mpl", "adashfit", "lr = 0", "--steps" }) said.Error.ShouldContain(wrong);
    }

    [Fact]
    public async Task Every_experiment_that_cannot_be_run_is_named_at_once()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["mine.yaml"], "name: mine\nworkload: mnist-mpl\n", TestContext.Current.CancellationToken);
        var said = await Shell.RunAsync("run", "fig3-mpl", folder["mine.yaml"], "fig2-logistics", "./none.yaml");

        said.Code.ShouldBe(ExitCode.Usage);
        string[] problems = ["'fig3-mpl'. Did you mean 'fig3-mlp'?", "'mnist-mpl'", "Did you mean 'fig2-logistic'?", "'./none.yaml'"];
        foreach (var problem in problems) said.Error.ShouldContain(problem);
        said.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Help_shows_every_verb_but_the_hidden_one(params string[] words)
    {
        var said = await Shell.RunAsync(words);

        foreach (var verb in new[] { "list", "run", "report", "data", "bleu", "doctor" }) (said.Out + said.Error).ShouldContain(verb);
        said.Out.ShouldNotContain("worker");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("run")]
    [InlineData("report")]
    [InlineData("data")]
    [InlineData("data", "fetch")]
    [InlineData("bleu")]
    [InlineData("doctor")]
    public async Task The_help_of_a_verb_ends_with_examples(params string[] verb)
    {
        var said = await Shell.RunAsync([.. verb, "--help"]);

        said.Code.ShouldBe(ExitCode.Fine);
        said.Out.ShouldContain($"Examples:\n  adashift-bench {verb[0]}");
    }
}
