namespace AdaShift.Bench.Reporting.Sections;

/// <summary>The pictures that runs left at their end, one seed of each arm.</summary>
static class PicturePart
{
    public static Section? Of(Panel panel)
    {
        var found = panel.Arms.SelectMany(arm => RunPicture.Of(arm).Select(picture => (arm, picture))).ToList();
        return found.Count == 0 ? null : new($"{panel.Key}-pictures", "Pictures",
            new Paragraph("From the last evaluation, one seed of each optimizer; those of every evaluation and seed are with the records."),
            new Gallery([.. found.Select(f => Picture(panel, f.arm, f.picture))]));
    }

    static Picture Picture(Panel panel, Arm arm, RunPicture picture) => new(
        $"{panel.Key}-{Slug.Of(arm.Name)}-{Slug.Of(Path.GetFileNameWithoutExtension(picture.File))}",
        Path.GetExtension(picture.File)[1..],
        picture.Content,
        $"{arm.Name}: {picture.File}, seed {picture.Seed}, step {Format.Count(picture.Step)}");
}
