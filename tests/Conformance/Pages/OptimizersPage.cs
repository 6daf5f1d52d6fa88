using System.Reflection;
using System.Text;
using System.Text.Json;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Conformance.Pages;

/// <summary>docs/optimizers.md, out of what the rules, schedules and clips say of themselves.</summary>
sealed class OptimizersPage(PluginCatalog catalog, Assembly zoo)
{
    const int Width = 140;

    /// <summary>What Markdown takes for a list, a quotation or a heading at the start of a line.</summary>
    static readonly string[] marks = ["+", "-", "*", ">", "=", "#"];

    const string Introduction = """
    # Optimizers

    Every optimizer that comes with the product: what it computes, its settings with their defaults, where it is from, and where it differs
    from other implementations. This page is made from the documentation of the rules themselves, and a test holds the two together.

    A selector names an optimizer and the settings that are not to be the defaults: `adam`, `adam[lr=0.01]`, `adashift[phi=mean,delay=5]`;
    `|` between values makes a grid: `adam[lr=0.1|0.01]`. On the CPU every rule steps by its [accelerator](accelerators.md);
    `accelerate=false` makes it step operator by operator, with the same result within rounding.

    In all rules θ is a parameter, g its gradient, α the learning rate, t counts the parameter's own gradients from 1, and everything is
    element-wise unless said otherwise. A parameter that has had no gradient yet has no state and does not move. Trajectories of every rule
    are compared with PyTorch's or, where PyTorch does not have it, with the paper's algorithm in plain doubles, step by step: to 10⁻¹² in
    float64 and 10⁻⁶ in float32.

    """;

    const string Parts = """
        ## Parts of a run

        Learning-rate schedules and gradient clipping belong to a run, not to a rule: they work with every optimizer.

        """;

    readonly XmlDocs docs = new(zoo);

    public string Markdown()
    {
        var page = new StringBuilder(Introduction).Append('\n');
        Overview(page);
        foreach (var plugin in catalog.Of(PluginKind.Optimizer)) Section(page, plugin, "##", "Optimizers");
        page.Append(Parts).Append('\n');
        foreach (var plugin in catalog.Of(PluginKind.Schedule)) Section(page, plugin, "###", "Schedules", "Schedule: ");
        foreach (var plugin in catalog.Of(PluginKind.GradientClip)) Section(page, plugin, "###", "Clips", "Clip: ");
        return page.ToString().TrimEnd() + "\n";
    }

    void Overview(StringBuilder page)
    {
        page.Append("| optimizer | settings | accelerated |\n| --- | --- | --- |\n");
        foreach (var plugin in catalog.Of(PluginKind.Optimizer))
        {
            var settings = string.Join(", ", plugin.Settings.Where(s => s.Name != "accelerate").Select(s => $"`{s.Name}`"));
            var accelerated = Accelerator.Exists(plugin.Type) ? "yes" : "";
            page.Append($"| [{plugin.Name}](#{plugin.Name}) | {settings} | {accelerated} |\n");
        }

        page.Append('\n');
    }

    void Section(StringBuilder page, Plugin plugin, string level, string folder, string kind = "")
    {
        page.Append($"{level} {kind}{plugin.Name}\n\n").Append(Wrapped(docs.Summary(plugin.Type))).Append("\n\n");
        page.Append(Wrapped($"{plugin.Source}. Code: [{plugin.Type.Name}.cs](../Zoo/{folder}/{plugin.Type.Name}.cs).")).Append("\n\n");
        if (plugin.Settings.Count > 0) Settings(page, plugin);
        if (docs.Remarks(plugin.Type) is { Length: > 0 } remarks) page.Append(Wrapped(remarks)).Append("\n\n");
    }

    void Settings(StringBuilder page, Plugin plugin)
    {
        page.Append("| setting | default | allowed | |\n| --- | --- | --- | --- |\n");
        var parameters = plugin.Type.GetConstructors().Single().GetParameters();
        foreach (var (setting, parameter) in plugin.Settings.Zip(parameters))
        {
            var allowed = setting.Interval?.ToString() ?? string.Join(", ", setting.Choices);
            var says = docs.Parameter(plugin.Type, parameter.Name!) + Choices(parameter.ParameterType);
            page.Append($"| `{setting.Name}` | {setting.Default} | {Run(allowed)} | {Run(says)} |\n");
        }

        page.Append('\n');
    }

    /// <summary>What each word of an enumeration means.</summary>
    string Choices(Type type)
    {
        if (!type.IsEnum) return "";
        return string.Concat(type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => $" `{JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name)}`: {docs.Choice(field)}"));
    }

    static string Run(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>Paragraphs in lines of at most <see cref="Width"/> characters, as this repository's text is.</summary>
    static string Wrapped(string text)
    {
        var wrapped = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n"))
        {
            var column = 0;
            if (wrapped.Length > 0) wrapped.Append("\n\n");
            foreach (var word in paragraph.Split(' '))
            {
                var fits = column + word.Length < Width || marks.Contains(word);
                if (column > 0) wrapped.Append(fits ? ' ' : '\n');
                column = (fits && column > 0 ? column + 1 : 0) + word.Length;
                wrapped.Append(word);
            }
        }

        return wrapped.ToString();
    }
}
