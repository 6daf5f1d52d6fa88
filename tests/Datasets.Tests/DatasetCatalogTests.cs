namespace AdaShift.Bench.Datasets.Tests;

public sealed class DatasetCatalogTests
{
    [Fact]
    public void Datasets_are_found_by_their_attribute()
    {
        var catalog = new DatasetCatalog();
        catalog.Problems.ShouldBeEmpty();
        var mnist = catalog["mnist"].ShouldBeOfType<Mnist>();
        mnist.Title.ShouldBe("MNIST handwritten digits");
        mnist.Bytes.ShouldBe(54_950_048);
        catalog.All.Select(dataset => dataset.Name).ShouldBe(catalog.All.Select(dataset => dataset.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Those_that_come_with_the_library_name_their_terms_and_hold_every_published_file_to_a_checksum()
    {
        var all = new DatasetCatalog().All;
        all.Select(dataset => dataset.Name).ShouldBe(
            ["cifar10", "clipart", "debian-ende", "debian-enfr", "iwslt15-envi", "mnist", "tiny-imagenet"]);
        foreach (var dataset in all)
        {
            string[] told = [dataset.Title, dataset.Licence, dataset.Source, dataset.Description];
            told.ShouldAllBe(text => text.Length > 0, dataset.Name);
            // Debian's archive changes, and no checksum of the tutorial's vocabularies is published.
            dataset.Files.Where(file => dataset is not DebianSentences && !file.Path.StartsWith("vocab.", StringComparison.Ordinal))
                .ShouldAllBe(file => file.Digest != null && file.Bytes > 0, dataset.Name);
        }
    }

    [Fact]
    public void An_unknown_name_gets_the_nearest_and_all_there_are() =>
        Should.Throw<UnknownDatasetException>(() => new DatasetCatalog()["mnits"]).Message
            .ShouldStartWith("Unknown dataset 'mnits'. Did you mean 'mnist'? Available: ");

    [Fact]
    public void Broken_datasets_are_listed_with_reasons_and_stop_nobody()
    {
        var catalog = new DatasetCatalog(typeof(Dataset).Assembly, typeof(DatasetCatalogTests).Assembly);
        catalog["mnist"].ShouldBeOfType<Mnist>();
        catalog.Problems.ShouldContain(problem => problem.EndsWith("Broken: it hurts", StringComparison.Ordinal));
        catalog.Problems.ShouldContain(problem => problem.Contains("'Bad Name' is not a dataset name", StringComparison.Ordinal));
        catalog.Problems.ShouldContain(problem => problem.Contains("the name 'mnist' is taken by ", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_with_one_name_the_first_assemblys_is_used() =>
        new DatasetCatalog(typeof(DatasetCatalogTests).Assembly, typeof(Dataset).Assembly)["mnist"].ShouldBeOfType<Twin>();

    abstract class Small : Dataset
    {
        public override string Description => "";

        public override IReadOnlyList<DataFile> Files => [];

        public override Origin Origin => new BringYourOwn("nowhere", "nothing");
    }

    [Dataset("broken", Title = "", Licence = "", Source = "")]
    sealed class Broken : Small
    {
        public Broken() => throw new InvalidOperationException("it hurts");
    }

    [Dataset("Bad Name", Title = "", Licence = "", Source = "")]
    sealed class BadName : Small;

    [Dataset("mnist", Title = "", Licence = "", Source = "")]
    sealed class Twin : Small;
}
