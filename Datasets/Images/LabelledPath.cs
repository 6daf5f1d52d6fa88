namespace AdaShift.Bench.Datasets;

/// <summary>A picture of an archive and its class.</summary>
readonly record struct LabelledPath(string Path, long Label)
{
    /// <summary>The first of each class, then the second of each, and so on: any stretch mixes the classes.</summary>
    /// <param name="pictures">The pictures of each class, in the order that they keep.</param>
    public static IReadOnlyList<LabelledPath> Interleave(IEnumerable<IEnumerable<string>> pictures) =>
    [
        .. pictures.SelectMany((paths, label) => paths.Select((path, turn) => (turn, picture: new LabelledPath(path, label))))
            .OrderBy(one => one.turn).ThenBy(one => one.picture.Label).Select(one => one.picture),
    ];
}
