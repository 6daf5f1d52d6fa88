using AdaShift.Bench.Optim;
using FsCheck;
using FsCheck.Fluent;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Whatever the settings: written, read and written again is the same text, and the same rule.</summary>
public sealed class SelectorProperties
{
    static readonly PluginCatalog catalog = SamplePlugins.Catalog;

    [Fact]
    public void Numbers_come_back_exactly() =>
        Prop.ForAll<NormalFloat, int, bool>((decay, delay, nesterov) =>
        {
            var rule = new SamplePlugins.Adam(WeightDecay: decay.Get, Delay: Math.Abs(delay % 11), Nesterov: nesterov);
            return RoundTrips(rule, FormattableString.Invariant(
                $"sample-adam[weight-decay={decay.Get:R},delay={rule.Delay},nesterov={nesterov}]"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_comes_back_exactly() =>
        Prop.ForAll<NonNull<string>>(text => RoundTrips(
            new SamplePlugins.Adam(Note: text.Get),
            $"sample-adam[note={SettingType.Quoted(text.Get)}]")).QuickCheckThrowOnFailure();

    [Fact]
    public void Floats_and_absent_values_come_back_exactly() =>
        Prop.ForAll<float, byte?, long>((eps, window, count) =>
        {
            var rule = new SamplePlugins.Optional(float.IsFinite(eps) ? eps : 1, window is null ? null : 1 + (window % 9), null, count);
            var absent = rule.Window is null ? "none" : "";
            return RoundTrips(rule, FormattableString.Invariant(
                $"sample-optional[count={count},eps={rule.Eps:R},window={rule.Window}{absent}]"));
        }).QuickCheckThrowOnFailure();

    static bool RoundTrips(UpdateRule rule, string selector)
    {
        var canonical = catalog.Canonical<UpdateRule>(selector);
        return catalog.Canonical<UpdateRule>(canonical) == canonical
            && catalog.Create<UpdateRule>(canonical).Equals(rule)
            && catalog.Create<UpdateRule>(selector).Equals(rule);
    }
}
