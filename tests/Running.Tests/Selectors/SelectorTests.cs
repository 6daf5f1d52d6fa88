using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

public sealed class SelectorTests
{
    static readonly PluginCatalog catalog = SamplePlugins.Catalog;

    const string AllDefaults = "sample-adam[lr=0.001,beta1=0.9,weight-decay=0,delay=10,nesterov=false,form=running-max,note=plain]";

    [Theory]
    [InlineData("sample-adam", AllDefaults)]
    [InlineData("sample-adam[]", AllDefaults)]
    [InlineData(AllDefaults, AllDefaults)]
    [InlineData("  sample-adam [ lr = 1e-3 , note = \"plain\" ] ", AllDefaults)]
    [InlineData("sample-adam[LR=0.001,Beta1=.9,weightDecay=0.0]", AllDefaults)]
    [InlineData("sample-adam[weight_decay=-0.5e-7]",
        "sample-adam[lr=0.001,beta1=0.9,weight-decay=-5e-8,delay=10,nesterov=false,form=running-max,note=plain]")]
    [InlineData("sample-adam[form=MaxGP,nesterov=TRUE]",
        "sample-adam[lr=0.001,beta1=0.9,weight-decay=0,delay=10,nesterov=true,form=max-gp,note=plain]")]
    [InlineData("sample-adam[form=maxgp,note=a/b-c.d]",
        "sample-adam[lr=0.001,beta1=0.9,weight-decay=0,delay=10,nesterov=false,form=max-gp,note=a/b-c.d]")]
    [InlineData("""sample-adam[note="a ] \"b\" \\ |,ж"]""",
        """sample-adam[lr=0.001,beta1=0.9,weight-decay=0,delay=10,nesterov=false,form=running-max,note="a ] \"b\" \\ |,ж"]""")]
    [InlineData("sample-adam[weight-decay=1e+20]",
        "sample-adam[lr=0.001,beta1=0.9,weight-decay=1e20,delay=10,nesterov=false,form=running-max,note=plain]")]
    [InlineData("sample-adam[weight-decay=inf]",
        "sample-adam[lr=0.001,beta1=0.9,weight-decay=inf,delay=10,nesterov=false,form=running-max,note=plain]")]
    [InlineData("sample-optional", "sample-optional[eps=1e-8,window=none,path=none,count=5000000000]")]
    [InlineData("sample-optional[eps=0.1,window=3,path=\"none\"]", "sample-optional[eps=0.1,window=3,path=\"none\",count=5000000000]")]
    public void Canonical_writes_every_setting_and_is_its_own_canonical(string selector, string canonical)
    {
        catalog.Canonical<UpdateRule>(selector).ShouldBe(canonical);
        catalog.Canonical<UpdateRule>(canonical).ShouldBe(canonical);
    }

    [Theory]
    [InlineData("sample-fast", "sample-fast[lr=0.1]", true)]
    [InlineData("sample-fast[accelerate=true]", "sample-fast[lr=0.1]", true)]
    [InlineData("sample-fast[accelerate=false,lr=2]", "sample-fast[lr=2,accelerate=false]", false)]
    public void A_rule_can_be_told_to_step_without_its_accelerator(string selector, string canonical, bool accelerate)
    {
        catalog.Canonical<UpdateRule>(selector).ShouldBe(canonical);
        catalog.Create<UpdateRule>(canonical).Accelerate.ShouldBe(accelerate);
        Expanded<UpdateRule>("sample-fast[accelerate=true|false]")
            .ShouldBe(["sample-fast[lr=0.1]", "sample-fast[lr=0.1,accelerate=false]"]);
        Should.Throw<SelectorException>(() => catalog.Canonical<UpdateRule>("sample-optional[accelerate=false]"))
            .Message.ShouldContain("sample-optional has no setting 'accelerate'");
    }

    [Fact]
    public void Create_gives_the_settings_to_the_constructor()
    {
        catalog.Create<UpdateRule>("sample-adam[lr=0.5,delay=3,nesterov=true,form=none,note=x]")
            .ShouldBe(new SamplePlugins.Adam(Lr: 0.5, Delay: 3, Nesterov: true, Form: SamplePlugins.Form.None, Note: "x"));
        catalog.Create<UpdateRule>("sample-optional[window=2]").ShouldBe(new SamplePlugins.Optional(Window: 2));
        catalog.Create<Workload>("sample-work[width=32]").ShouldBeOfType<SamplePlugins.Work>().Width.ShouldBe(32);
        catalog.Create<Probe>("sample-probe[every=7]").ShouldBeOfType<SamplePlugins.Counts>().Every.ShouldBe(7);
    }

    [Fact]
    public void A_grid_expands_with_the_last_key_varying_fastest()
    {
        Expanded<UpdateRule>("sample-optional[window=1|2,eps=0.5|0.25]").ShouldBe(
        [
            "sample-optional[eps=0.5,window=1,path=none,count=5000000000]", "sample-optional[eps=0.25,window=1,path=none,count=5000000000]",
            "sample-optional[eps=0.5,window=2,path=none,count=5000000000]", "sample-optional[eps=0.25,window=2,path=none,count=5000000000]",
        ]);
        Expanded<Schedule>("sample-step").ShouldBe(["sample-step[gamma=0.1]"]);
    }

    [Theory]
    [InlineData("sample-adma", "Unknown optimizer 'sample-adma'. Did you mean 'sample-adam'? Available: *sample-adam,*")]
    [InlineData("sample-adam[lrr=1]", "sample-adam has no setting 'lrr'. Did you mean 'lr'? Available: lr, beta1, *")]
    [InlineData("sample-adam[lr=-1]", "sample-adam: lr = -1 is outside (0, inf).")]
    [InlineData("sample-adam[lr=inf]", "sample-adam: lr = inf is outside (0, inf).")]
    [InlineData("sample-adam[beta1=1]", "sample-adam: beta1 = 1 is outside [0, 1).")]
    [InlineData("sample-adam[delay=101]", "sample-adam: delay = 101 is outside [0, 100].")]
    [InlineData("sample-adam[lr=fast]", "sample-adam: lr = fast is not a number. Expected something like 0.001 or 1e-3.")]
    [InlineData("sample-adam[lr=NaN]", "sample-adam: lr = NaN is not a number. Expected something like 0.001 or 1e-3.")]
    [InlineData("sample-adam[lr=\"1\"]", "sample-adam: lr = 1 is not a number. Expected something like 0.001 or 1e-3.")]
    [InlineData("sample-adam[weight-decay=1e999]", "sample-adam: weight-decay = 1e999 is too large for a number.")]
    [InlineData("sample-adam[delay=1.5]", "sample-adam: delay = 1.5 is not a whole number.")]
    [InlineData("sample-adam[delay=99999999999]", "sample-adam: delay = 99999999999 is outside [-2147483648, 2147483647].")]
    [InlineData("sample-adam[nesterov=yes]", "sample-adam: nesterov = yes is neither true nor false.")]
    [InlineData("sample-adam[form=runing-max]",
        "sample-adam: form = runing-max is not one of none, running-max, max-gp. Did you mean 'running-max'?")]
    [InlineData("sample-adam[lr=1,Lr=2]", "sample-adam: 'lr' is given twice.")]
    [InlineData("sample-adam[lr=1|1.0]", "sample-adam: lr = 1 stands twice among the alternatives.")]
    [InlineData("sample-optional[eps=1e50]", "sample-optional: eps = 1e50 is too large for a 32-bit number.")]
    [InlineData("sample-required", "sample-required: the setting 'lr' (number) must be given.")]
    [InlineData("sample-adam[nesterov=true,delay=20]",
        "sample-adam[nesterov=true,delay=20]: nesterov wants delay <= 10, not 20.")]
    [InlineData("sample-throws[lr=13]", "sample-throws[lr=13]: lr ('13') must not be equal to '13'.*")]
    public void Errors_name_the_value_what_is_allowed_and_the_nearest_match(string selector, string message)
    {
        var error = Should.Throw<SelectorException>(() => catalog.Create<UpdateRule>(selector));

        var pieces = message.Split('*');
        error.Message.ShouldStartWith(pieces[0]);
        foreach (var piece in pieces) error.Message.ShouldContain(piece);
        if (pieces.Length == 1) error.Message.ShouldBe(message);
    }

    [Fact]
    public void Every_problem_of_a_selector_is_reported_at_once()
    {
        var error = Should.Throw<SelectorException>(() => catalog.Canonical<UpdateRule>("sample-adam[lr=0|x,beta1=2,bet1=1]"));

        error.Problems.ShouldBe(
        [
            "sample-adam: lr = 0 is outside (0, inf).",
            "sample-adam: lr = x is not a number. Expected something like 0.001 or 1e-3.",
            "sample-adam: beta1 = 2 is outside [0, 1).",
            "sample-adam has no setting 'bet1'. Did you mean 'beta1'? Available: lr, beta1, weight-decay, delay, nesterov, form, note.",
        ]);
    }

    [Theory]
    [InlineData("", 1, "expected a name")]
    [InlineData("sample-adam[lr=0.1,,beta1=0]", 20, "expected a setting, such as 'lr=0.1'")]
    [InlineData("sample-adam[lr]", 15, "expected '=' and a value")]
    [InlineData("sample-adam[lr=]", 16, "expected a value")]
    [InlineData("sample-adam[lr=0.1", 19, "expected ',' or ']'")]
    [InlineData("sample-adam[lr=0.1]]", 20, "the selector should end here")]
    [InlineData("sample-adam[lr=0.1|]", 20, "expected a value")]
    [InlineData("sample-adam|sample-throws", 12, "the selector should end here")]
    [InlineData("sample-adam[note=\"open]", 18, "this quotation mark is never closed")]
    public void A_slip_of_the_grammar_is_pointed_at(string selector, int position, string message)
    {
        var error = Should.Throw<SelectorException>(() => catalog.Create<UpdateRule>(selector));

        var end = position > selector.Length ? ", the end" : "";
        var caret = new string(' ', position - 1) + "^";
        error.Message.ShouldBe($"'{selector}': {message} (at character {position}{end}).\n    {selector}\n    {caret}");
    }

    [Fact]
    public void Where_one_is_wanted_a_grid_is_refused()
    {
        Should.Throw<SelectorException>(() => catalog.Create<UpdateRule>("sample-adam[lr=1|2,beta1=0|0.5]"))
            .Message.ShouldBe("'sample-adam[lr=1|2,beta1=0|0.5]' is a grid of 4 selectors; here it must be one. Remove the '|'.");
    }

    [Fact]
    public void A_grid_that_must_be_a_slip_is_refused()
    {
        var values = string.Join('|', Enumerable.Range(0, 101));

        Should.Throw<SelectorException>(() => Expanded<UpdateRule>($"sample-adam[delay={values},weight-decay={values}]"))
            .Message.ShouldBe("sample-adam: the grid has more than 10000 points.");
    }

    [Fact]
    public void Only_the_kinds_of_plug_ins_can_be_asked_for() =>
        Should.Throw<NotSupportedException>(() => catalog.Create<string>("x"))
            .Message.ShouldContain("UpdateRule, Workload, Measurement, Schedule, GradientClip, Probe");

    /// <returns>The points of a grid.</returns>
    static IReadOnlyList<string> Expanded<T>(string selector)
        where T : class => [.. catalog.Bind<T>(SelectorParser.Selector(selector)).Select(point => point.Canonical)];
}
