namespace AdaShift.Bench.Datasets.Tests;

public sealed class DataStoreTests : IDisposable
{
    readonly TempFolder root = new();

    DataStore Store => new(root.Path);

    public void Dispose() => root.Dispose();

    [Fact]
    public void Fetched_data_is_opened_without_asking_the_origin_again()
    {
        var origin = FakeOrigin.OfToy();
        var toy = new ToyDataset(origin);
        Store.Status(toy).State.ShouldBe(DataState.Missing);
        var said = new List<string>();
        var folder = Store.Fetch(toy, new Lines(said.Add));
        said.ShouldBe(["fetching from a test", "verifying"]);
        folder.ShouldBe(root["toy"]);
        Store.Fetch(toy);
        Store.Open(toy).ShouldBe(folder);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        origin.Deliveries.ShouldBe(1);
        File.ReadAllBytes(root["toy/one"]).ShouldBe(ToyDataset.One);
        root.Files().ShouldBe(["toy/.verified", "toy/folder/two", "toy/one"]);
    }

    [Fact]
    public void What_is_ready_needs_no_lock_so_that_a_store_may_be_read_only()
    {
        var toy = new ToyDataset(FakeOrigin.OfToy());
        Store.Fetch(toy);
        File.Delete(root[".toy.lock"]);
        Directory.CreateDirectory(root[".toy.lock"]); // cannot be locked, even by root
        Store.Fetch(toy).ShouldBe(root["toy"]);
        Store.Import(toy, root["nowhere"]).ShouldBe(root["toy"]);
    }

    [Fact]
    public void Missing_data_says_what_to_type()
    {
        var error = Should.Throw<DataMissingException>(() => Store.Open(new ToyDataset(FakeOrigin.OfToy())));
        error.Command.ShouldBe("adashift-bench data fetch toy");
        error.Message.ShouldBe($"The dataset 'toy' (Toy) is not in {root.Path}. It comes from a test and needs a network once. "
            + "Type: adashift-bench data fetch toy");
    }

    [Fact]
    public void Data_that_must_be_brought_says_where_to_get_it_and_how_to_bring_it()
    {
        var toy = new ToyDataset(new BringYourOwn("https://example.org/toy", "toy.tar.gz"));
        var error = Should.Throw<DataMissingException>(() => Store.Open(toy));
        error.Message.ShouldEndWith("Download toy.tar.gz from https://example.org/toy, then point at it. "
            + "Type: adashift-bench data fetch toy --from PATH");
        Should.Throw<DataFetchException>(() => Store.Fetch(toy)).Message.ShouldContain("Download toy.tar.gz from https://example.org/toy");
        root.Files().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_delivered_wrong_is_refused_and_leaves_nothing()
    {
        var error = Should.Throw<DataFetchException>(() => Store.Fetch(new ToyDataset(FakeOrigin.OfToy(one: ToyDataset.One[..^1]))));
        error.Message.ShouldContain("one has 999 bytes, expected 1,000");
        root.Files().ShouldBeEmpty();
        Directory.EnumerateDirectories(root.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_failing_origin_leaves_nothing_half_written()
    {
        var origin = new FakeOrigin(delivery =>
        {
            File.WriteAllBytes(delivery.PlaceFor(delivery.Dataset.Files[0]), ToyDataset.One);
            File.WriteAllText(Path.Combine(delivery.Scratch, "half.tgz"), "half");
            throw delivery.Failed("there is no network.");
        });
        Should.Throw<DataFetchException>(() => Store.Fetch(new ToyDataset(origin))).Message.ShouldBe(
            "Fetching the dataset 'toy' failed: there is no network. Nothing in the store was changed. "
            + "When that is mended, type: adashift-bench data fetch toy");
        Directory.EnumerateDirectories(root.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_full_disk_is_said_to_be_full()
    {
        const int noSpaceLeft = 28;
        var origin = new FakeOrigin(_ => throw new IOException("No space left on device", noSpaceLeft));
        var error = Should.Throw<DataFetchException>(() => Store.Fetch(new ToyDataset(origin)));
        error.Message.ShouldContain($"the disk of {root.Path} is full");
        error.Message.ShouldContain("ADASHIFT_DATA");
        Store.Status(new ToyDataset(origin)).State.ShouldBe(DataState.Missing);
    }

    [Fact]
    public void A_place_that_cannot_be_a_folder_is_a_clear_error()
    {
        var file = root.Write("file", [1]);
        Should.Throw<DataFetchException>(() => new DataStore(file).Fetch(new ToyDataset(FakeOrigin.OfToy()))).Message.ShouldContain(file);
    }

    [Fact]
    public async Task Two_that_fetch_at_once_fetch_once()
    {
        using var started = new CountdownEvent(1);
        using var go = new ManualResetEventSlim();
        var good = FakeOrigin.OfToy();
        var origin = new FakeOrigin(delivery =>
        {
            started.Signal();
            go.Wait(TestContext.Current.CancellationToken);
            good.Deliver(delivery);
        });
        var toy = new ToyDataset(origin);
        var token = TestContext.Current.CancellationToken;
        var first = Task.Run(() => Store.Fetch(toy, token: token), token);
        started.Wait(token);
        var lines = new Lines(line => { if (line.Contains("waiting", StringComparison.Ordinal)) go.Set(); });
        var second = Task.Run(() => Store.Fetch(toy, lines, token), token);
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(20), token);
        origin.Deliveries.ShouldBe(1);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void Waiting_for_another_fetch_can_be_cancelled()
    {
        Directory.CreateDirectory(root.Path);
        using var held = new FileStream(root[".toy.lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var cancel = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() =>
            Store.Fetch(new ToyDataset(FakeOrigin.OfToy()), new Lines(_ => cancel.Cancel()), cancel.Token));
    }

    [Fact]
    public void What_an_interrupted_fetch_left_is_removed_by_the_next()
    {
        root.Write(".toy.0123.tmp/files/one", [1]);
        Store.Fetch(new ToyDataset(FakeOrigin.OfToy()));
        Directory.Exists(root[".toy.0123.tmp"]).ShouldBeFalse();
    }

    [Fact]
    public void Fetching_again_mends_damage_and_keeps_the_damaged_copy()
    {
        var toy = new ToyDataset(FakeOrigin.OfToy());
        Store.Fetch(toy);
        root.Write("toy/one", [1, 2, 3]);
        root.Write("toy/notes.txt", [4]);
        Store.Fetch(toy);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        File.ReadAllBytes(root["toy.damaged-1/one"]).ShouldBe([1, 2, 3]);
        File.ReadAllBytes(root["toy.damaged-1/notes.txt"]).ShouldBe([4]);
    }

    [Fact]
    public void The_default_root_follows_the_environment()
    {
        static string With(params (string Name, string Value)[] set) =>
            DataStore.DefaultRoot(name => set.FirstOrDefault(s => s.Name == name).Value);
        With(("ADASHIFT_DATA", "/d"), ("XDG_CACHE_HOME", "/c"), ("HOME", "/h")).ShouldBe("/d");
        With(("XDG_CACHE_HOME", "/c"), ("HOME", "/h")).ShouldBe("/c/adashift-bench");
        With(("XDG_CACHE_HOME", "relative"), ("HOME", "/h")).ShouldBe("/h/.cache/adashift-bench");
        With(("ADASHIFT_DATA", ""), ("HOME", "/h")).ShouldBe("/h/.cache/adashift-bench");
    }

    sealed class Lines(Action<string> each) : IProgress<string>
    {
        public void Report(string value) => each(value);
    }
}
