namespace AdaShift.Bench.Reporting.Document;

/// <summary>
/// A chart as data and words: interactive in HTML, a picture in Markdown. A new kind is a record here, and a file in Charts/ that draws it.
/// </summary>
/// <param name="Id">Unique within a page: file name of the picture, and anchor in the HTML.</param>
/// <param name="Scale">The scale of the value axis.</param>
public abstract record Chart(string Id, ChartText Text, Scale Scale = Scale.Linear) : Block;

/// <param name="Description">The picture in words, for those who cannot see it.</param>
/// <param name="Caption">What the marks mean; shown below the chart.</param>
public sealed record ChartText(string Title, string Description, string Caption);

public enum Scale
{
    /// <summary>Linear only, as there is a zero or a negative number.</summary>
    Linear,

    /// <summary>Starts linear; readers may switch.</summary>
    LinearOrLog,

    /// <summary>Starts logarithmic; readers may switch.</summary>
    Log,
}

/// <summary>Learning curves: mean as a line, range over seeds as a band.</summary>
public sealed record CurveChart(string Id, ChartText Text, Scale Scale, Metric Metric, IReadOnlyList<Curve> Curves)
    : Chart(Id, Text, Scale);

/// <summary>A dot for each seed, the mean and its interval.</summary>
public sealed record DotChart(string Id, ChartText Text, Scale Scale, Metric Metric, IReadOnlyList<Sample> Samples)
    : Chart(Id, Text, Scale);

/// <summary>A bar for each arm, split by phase.</summary>
public sealed record TimeChart(string Id, ChartText Text, IReadOnlyList<TimeSplit> Splits) : Chart(Id, Text);

/// <summary>Values over a plane as colours.</summary>
public sealed record HeatMap(string Id, ChartText Text, HeatGrid Grid) : Chart(Id, Text);
