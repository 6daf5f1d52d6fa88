namespace AdaShift.Bench.Reporting.Document;

/// <summary>Small pictures next to each other, each with its caption.</summary>
public sealed record Gallery(IReadOnlyList<Picture> Pictures) : Block;

/// <summary>A picture that a run left.</summary>
/// <param name="Id">Unique within a page: with the extension, its file name.</param>
/// <param name="Extension"><c>png</c> or <c>svg</c>.</param>
/// <param name="Caption">Which arm's, and what it shows.</param>
public sealed record Picture(string Id, string Extension, ReadOnlyMemory<byte> Content, string Caption)
{
    public string FileName => $"{Id}.{Extension}";
}
