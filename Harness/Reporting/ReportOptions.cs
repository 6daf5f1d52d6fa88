using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Reporting;

/// <param name="Title">Null for the experiments' titles.</param>
/// <param name="Tools">Null for those next to the program.</param>
public sealed record ReportOptions(string? Title = null, ChartTools? Tools = null);

/// <summary>What was written, as full paths.</summary>
/// <param name="Html">Null if ECharts is missing.</param>
/// <param name="Problems">What could not be drawn, and what to do about it; empty if everything is there.</param>
public sealed record ReportFiles(
    string Markdown, string? Html, IReadOnlyList<string> Charts, IReadOnlyList<string> Data, IReadOnlyList<string> Problems);
