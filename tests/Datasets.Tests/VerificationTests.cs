namespace AdaShift.Bench.Datasets.Tests;

public sealed class VerificationTests : IDisposable
{
    readonly TempFolder root = new();
    readonly ToyDataset toy = new(FakeOrigin.OfToy());

    DataStore Store => new(root.Path);

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_truncated_file_is_refused_and_named()
    {
        Store.Fetch(toy);
        root.Write("toy/one", ToyDataset.One[..400]);
        var error = Should.Throw<DataDamagedException>(() => Store.Open(toy));
        error.Message.ShouldBe($"The dataset 'toy' in {root["toy"]} is damaged: one has 400 bytes, expected 1,000. "
            + "Mend it with: adashift-bench data fetch toy");
    }

    [Fact]
    public void An_altered_file_is_refused_and_named_with_both_checksums()
    {
        Store.Fetch(toy);
        var altered = ToyDataset.One.ToArray();
        altered[500] ^= 1;
        root.Write("toy/one", altered);
        var reason = Should.Throw<DataDamagedException>(() => Store.Open(toy)).Reason;
        reason.ShouldStartWith("one has sha256:");
        reason.ShouldEndWith($", expected {toy.Files[0].Digest}");
    }

    [Fact]
    public void Every_bad_file_is_named()
    {
        Store.Fetch(toy);
        root.Write("toy/one", [.. ToyDataset.One, 0]);
        File.Delete(root["toy/folder/two"]);
        Store.Status(toy).ShouldBe(DataStatus.Damaged("one has 1,001 bytes, expected 1,000; folder/two is missing"));
    }

    [Fact]
    public void An_alteration_that_keeps_size_and_time_is_found_by_verify_and_then_not_trusted_any_more()
    {
        Store.Fetch(toy);
        var time = File.GetLastWriteTimeUtc(root["toy/one"]);
        root.Write("toy/one", [.. ToyDataset.One.Reverse()]);
        File.SetLastWriteTimeUtc(root["toy/one"], time);
        Store.Status(toy).State.ShouldBe(DataState.Ready);
        Store.Verify(toy).State.ShouldBe(DataState.Damaged);
        Store.Status(toy).State.ShouldBe(DataState.Damaged);
    }

    [Fact]
    public void Files_put_there_by_hand_are_verified_when_first_opened()
    {
        root.Write("toy/one", ToyDataset.One);
        root.Write("toy/folder/two", ToyDataset.Two);
        Store.Open(toy).ShouldBe(root["toy"]);
        File.Exists(root["toy/.verified"]).ShouldBeTrue();
    }

    [Fact]
    public void A_link_counts_as_what_it_points_at()
    {
        Store.Fetch(toy);
        File.Move(root["toy/one"], root["elsewhere"]);
        File.CreateSymbolicLink(root["toy/one"], root["elsewhere"]);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        Store.Status(toy).ShouldBe(DataStatus.Ready);
    }

    [Theory]
    [InlineData("")]
    [InlineData("adashift-bench verified 2\n")]
    [InlineData("adashift-bench verified 1\nnonsense\n")]
    public void A_stamp_that_cannot_be_read_means_verifying_again(string stamp)
    {
        Store.Fetch(toy);
        File.WriteAllText(root["toy/.verified"], stamp);
        Store.Status(toy).ShouldBe(DataStatus.Ready);
        File.ReadAllLines(root["toy/.verified"]).Length.ShouldBe(3);
    }

    [Fact]
    public void A_published_checksum_that_has_changed_makes_what_was_verified_before_damaged()
    {
        Store.Fetch(toy);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        var corrected = new CorrectedToy();
        Store.Status(corrected).Reason.ShouldNotBeNull().ShouldEndWith($", expected {corrected.Files[0].Digest}");
        Should.Throw<DataDamagedException>(() => Store.Open(corrected));
    }

    [Fact]
    public void Content_without_a_published_checksum_is_held_to_the_one_recorded_when_it_was_fetched()
    {
        var built = new BuiltDataset();
        Store.Fetch(built);
        Store.Verify(built).ShouldBe(DataStatus.Ready);
        root.Write("built/pairs.tsv", "other"u8.ToArray());
        Store.Status(built).Reason.ShouldNotBeNull().ShouldContain("pairs.tsv has sha256:");
        root.Write("built/pairs.tsv", "hello"u8.ToArray());
        Store.Status(built).ShouldBe(DataStatus.Ready, "the recorded checksum outlives the damage");
    }

    [Fact]
    public void A_checksum_that_cannot_be_recorded_is_an_error_of_its_own()
    {
        var built = new BuiltDataset(delivery => Directory.CreateDirectory(Path.Combine(delivery.Files, ".verified")));
        Should.Throw<DataFetchException>(() => Store.Fetch(built)).Message.ShouldNotContain("is not the dataset");
        root.Files().ShouldBeEmpty();
    }

    [Fact]
    public void Verifying_can_be_cancelled()
    {
        Store.Fetch(toy);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Should.Throw<OperationCanceledException>(() => Store.Verify(toy, cancel.Token));
        Store.Status(toy).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void Checksums_are_checked_too() =>
        Should.Throw<FormatException>(() => Digest.Sha256("123")).Message.ShouldContain("64 hexadecimal digits");

    [Dataset("toy", Title = "Toy, corrected", Licence = "none", Source = "this test")]
    sealed class CorrectedToy : Dataset
    {
        public override string Description => "As the toy, but one of its files has other content of the same length.";

        public override IReadOnlyList<DataFile> Files { get; } =
            [ToyDataset.Known("one", [.. ToyDataset.One.Reverse()]), ToyDataset.Known("folder/two", ToyDataset.Two)];

        public override Origin Origin { get; } = FakeOrigin.OfToy();
    }

    [Dataset("built", Title = "Built", Licence = "none", Source = "this test")]
    sealed class BuiltDataset(Action<Delivery>? before = null) : Dataset
    {
        public override string Description => "Content that nobody publishes.";

        public override IReadOnlyList<DataFile> Files { get; } = [new("pairs.tsv", Bytes: null, Digest: null)];

        public override Origin Origin { get; } = new FakeOrigin(delivery =>
        {
            before?.Invoke(delivery);
            File.WriteAllText(delivery.PlaceFor(delivery.Dataset.Files[0]), "hello");
        });
    }
}
