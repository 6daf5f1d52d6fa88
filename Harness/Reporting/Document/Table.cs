using System.Diagnostics.CodeAnalysis;

namespace AdaShift.Bench.Reporting.Document;

public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block
{
    /// <param name="columns">Each with its cell for a row. Nulls are left out.</param>
    public static Table Of<T>(IEnumerable<T> rows, params IEnumerable<Column<T>?> columns)
    {
        Column<T>[] shown = [.. columns.OfType<Column<T>>()];
        return new(shown, [.. rows.Select(row => (IReadOnlyList<Cell>)[.. shown.Select(c => c.Cell(row) ?? Cell.Empty)])]);
    }
}

public abstract record Column(string Heading, Fit Fit);

/// <param name="Cell">Null if a row has nothing to show.</param>
public sealed record Column<T>(string Heading, Func<T, Cell?> Cell, Fit Fit = Fit.Wrapped) : Column(Heading, Fit);

public enum Fit
{
    Wrapped,
    OneLine,

    /// <summary>Right-aligned, on one line.</summary>
    Number,
}

/// <param name="Best">The best of its column.</param>
public sealed record Cell(IReadOnlyList<Inline> Text, bool Best = false)
{
    public static Cell Empty { get; } = new([new Plain("–")]);

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Cell?(string? text) => text is null ? null : new([new Plain(text)]);

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Cell?(Inline? text) => text is null ? null : new([text]);
}
