using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting.Tests;

public class PaletteTests
{
    [Fact]
    public void A_label_keeps_its_colour_across_experiments()
    {
        using var temporary = new TemporaryFolder();
        var first = new SyntheticRuns { Name = "one" }.Ran("SGD", Examples.Sgd, 0, 3, 1).Ran("Adam", Examples.Adam, 0, 3, 1);
        var second = new SyntheticRuns { Name = "two" }.Ran("Adam", Examples.Adam, 0, 3, 1).Ran("Lion", Examples.Sgd, 0, 3, 1);
        var report = ReportData.Of([first.WriteTo(temporary.At("1")), second.WriteTo(temporary.At("2"))]);
        var palette = new Palette(ReportPage.Of(report, null));
        new[] { "SGD", "Adam", "Lion" }.Select(label => palette[label]).ShouldBe([Palette.At(0), Palette.At(1), Palette.At(2)]);
    }

    [Fact]
    public void With_more_labels_than_colours_those_of_a_panel_differ()
    {
        using var temporary = new TemporaryFolder();
        var first = new SyntheticRuns { Name = "one" };
        foreach (var i in Enumerable.Range(0, 6)) first.Ran($"A{i}", Examples.Sgd, 0, 3, 1);
        var second = new SyntheticRuns { Name = "two" }.Ran("A0", Examples.Adam, 0, 3, 1);
        foreach (var i in Enumerable.Range(0, 6)) second.Ran($"B{i}", Examples.Sgd, 0, 3, 1);
        var report = ReportData.Of([first.WriteTo(temporary.At("1")), second.WriteTo(temporary.At("2"))]);
        var palette = new Palette(ReportPage.Of(report, null));
        foreach (var panel in report.Panels)
            panel.Arms.Select(a => palette[a.Name].Colour).Distinct().Count().ShouldBe(panel.Arms.Count);
    }

    [Fact]
    public void The_first_twenty_labels_differ_in_colour_or_dash_and_in_colour_or_symbol()
    {
        Enumerable.Range(0, 20).Select(i => Palette.At(i).Colour + Palette.At(i).Dash).Distinct().Count().ShouldBe(20);
        Enumerable.Range(0, 20).Select(i => Palette.At(i).Colour + Palette.At(i).Symbol).Distinct().Count().ShouldBe(20);
    }
}
