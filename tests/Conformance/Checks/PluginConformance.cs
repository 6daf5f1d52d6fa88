using System.Text.RegularExpressions;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What every plug-in must tell about itself.</summary>
public static partial class PluginConformance
{
    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(Plugin plugin)
    {
        var findings = new Findings(plugin.ToString());
        findings.Demand(NamePattern().IsMatch(plugin.Name), $"its name '{plugin.Name}' is not made of lower-case words joined by '-'");
        findings.Demand(!string.IsNullOrWhiteSpace(plugin.Source), "it has no Source: say who published the idea, and where");
        findings.Demand(plugin.Summary.Length > 0, "its class has no <summary>");
        foreach (var setting in plugin.Settings)
        {
            findings.Demand(NamePattern().IsMatch(setting.Name), $"its setting '{setting.Name}' is not lower-case words joined by '-'");
            findings.Demand(!setting.IsRequired, $"its setting '{setting.Name}' has no default");
            findings.Demand(setting.Interval is not null || !setting.Type.Contains("number", StringComparison.Ordinal),
                $"its setting '{setting.Name}' is a {setting.Type} without [Interval(…)]");
        }

        findings.Throw();
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
