namespace AdaShift.Bench.Datasets.Tests;

public sealed class ClipartSplitTests
{
    [Fact]
    public void Classes_have_the_same_number_to_test_with_and_like_numbers_to_train_on()
    {
        var split = ClipartSplit.Choose(
            [.. Singles("animals", 100), .. Singles("stars", 1_378), .. Singles("tools", 140), .. Singles("few", 99)]);
        split.Classes.ShouldBe(["animals", "stars", "tools"]);
        Counts(split.Test).ShouldBe([20, 20, 20]);
        Counts(split.Train).ShouldBe([80, 160, 120]);
    }

    [Fact]
    public void No_picture_is_used_twice()
    {
        var split = ClipartSplit.Choose([.. Singles("animals", 150), .. Singles("tools", 150)]);
        split.Train.Concat(split.Test).Select(picture => picture.Path).ShouldBeUnique();
    }

    [Fact]
    public void The_split_does_not_depend_on_the_order_of_the_files()
    {
        string[] paths = [.. Singles("animals", 300), .. Numbered("animals", "lion", 30), .. Singles("tools", 150)];
        var (one, other) = (ClipartSplit.Choose(paths), ClipartSplit.Choose(paths.Reverse()));
        one.Train.ShouldBe(other.Train);
        one.Test.ShouldBe(other.Test);
    }

    [Fact]
    public void The_split_is_pinned_for_ever() =>
        // Recorded results depend on it. The names sort so by the SHA-256 of "a/" and their letters, which Python's hashlib gave.
        ClipartSplit.Choose(Singles("a", 100)).Test.Take(4).Select(picture => picture.Path)
            .ShouldBe(["a/gd_01.png", "a/a_01.png", "a/jb_01.png", "a/ga_01.png"]);

    [Fact]
    public void Small_folders_count_to_the_folder_they_are_in()
    {
        var split = ClipartSplit.Choose(
        [
            .. Singles("animals", 30), .. Singles("animals/birds", 40, from: 100), .. Singles("animals/fish/sharks", 40, from: 200),
            .. Singles("animals/mammals", 120),
        ]);
        split.Classes.ShouldBe(["animals", "animals/mammals"]);
        Counts(split.Train).ShouldBe([90, 100]);
    }

    [Fact]
    public void Variants_of_one_drawing_are_never_in_both_splits()
    {
        var groups = Enumerable.Range(0, 60).SelectMany(i => Numbered("animals", $"animal{Word(i)}", 1 + (i % 4)));
        var split = ClipartSplit.Choose([.. groups, .. Numbered("animals", "horde", 30)]);
        Counts(split.Test).ShouldBe([20]);
        Stems(split.Train).Intersect(Stems(split.Test)).ShouldBeEmpty();

        static IEnumerable<string> Stems(IEnumerable<LabelledPath> pictures) =>
            pictures.Select(picture => picture.Path[..picture.Path.LastIndexOf('-')]);
    }

    [Fact]
    public void A_class_of_variants_of_one_drawing_is_left_out() =>
        ClipartSplit.Choose([.. Numbered("flowchart", "box", 200), .. Singles("tools", 100)]).Classes.ShouldBe(["tools"]);

    [Fact]
    public void Unsorted_pictures_are_no_class() =>
        ClipartSplit.Choose([.. Singles("unsorted", 100), .. Singles("unsorted/duplicates", 20), .. Singles("tools", 100)]).Classes
            .ShouldBe(["tools"]);

    [Fact]
    public void Any_stretch_is_mixed()
    {
        var split = ClipartSplit.Choose([.. Singles("animals", 100), .. Singles("stars", 300), .. Singles("tools", 140)]);
        Counts(split.Train.Take(30)).ShouldBe([10, 10, 10]);
        Counts(split.Test.Take(30)).ShouldBe([10, 10, 10]);
    }

    static IEnumerable<string> Singles(string folder, int count, int from = 0) =>
        Enumerable.Range(from, count).Select(i => $"{folder}/{Word(i)}_01.png");

    static IEnumerable<string> Numbered(string folder, string name, int count) =>
        Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"{folder}/{name}-{i:00}.png"));

    /// <summary>A number in letters: a, b, …, j, ba, bb, …</summary>
    static string Word(int number) => string.Concat($"{number}".Select(digit => (char)('a' + digit - '0')));

    static IEnumerable<int> Counts(IEnumerable<LabelledPath> pictures) =>
        pictures.CountBy(picture => picture.Label).OrderBy(count => count.Key).Select(count => count.Value);
}
