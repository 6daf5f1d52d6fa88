using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>With a shell script in the place of apt-get, and lists in exactly apt's format.</summary>
public sealed class DebianTranslationsTests : IDisposable
{
    readonly TempFolder folder = new();

    DataStore Store => new(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_lists_become_files_of_pairs_and_what_was_left_out_is_counted()
    {
        Lists(packages: 60);
        Store.Fetch(Toy("cp lists.given/* lists/".Replace("lists.given", folder["given"])));
        var corpus = Toy("exit 1").Load(Store);
        (corpus.SourceLanguage, corpus.TargetLanguage, corpus.Tokenized).ShouldBe(("en", "fr", false));
        (corpus.Train.Count + corpus.Dev.Count + corpus.Test.Count).ShouldBe(181);
        (corpus.Dev.Count, corpus.Test.Count).ShouldBe((9, 9));
        corpus.Dropped["lines with a URL or an e-mail address"].ShouldBe(60);
        corpus.Dropped["lines that repeat another apart from names and numbers"].ShouldBe(59);
        Store.Verify(Toy("exit 1")).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void Apt_is_given_lists_of_its_own_and_no_hooks()
    {
        Lists(packages: 60);
        Store.Fetch(Toy($"echo \"$@\" > '{folder["arguments"]}'; cp apt.conf '{folder["conf"]}'; cp '{folder["given"]}'/* lists/"));
        File.ReadAllText(folder["arguments"]).ShouldMatch("^--quiet --config-file=.*/scratch/apt.conf update\n$");
        var conf = File.ReadAllText(folder["conf"]);
        conf.ShouldMatch("Dir::State::lists \".*/scratch/lists\";\nDir::Cache \".*/scratch/cache\";");
        conf.ShouldContain("#clear Acquire::Languages;\nAcquire::Languages { \"en\"; \"fr\"; };");
        foreach (var hook in new[] { "Pre-Invoke", "Post-Invoke", "Post-Invoke-Success" })
            conf.ShouldContain($"#clear APT::Update::{hook};");
    }

    [Fact]
    public void The_same_lists_give_the_same_bytes_whatever_their_order()
    {
        Lists(packages: 60);
        var first = Store;
        first.Import(Toy("exit 1"), folder["given"]);
        var list = Directory.GetFiles(folder["given"], "*Translation-fr").Single();
        var stanzas = File.ReadAllText(list).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        File.WriteAllText(list, string.Join("\n\n", stanzas.Reverse()) + "\n");
        var second = new DataStore(folder["second"]);
        second.Import(Toy("exit 1"), folder["given"]);
        foreach (var file in Toy("exit 1").Files)
            File.ReadAllBytes(folder[$"store/toy-enfr/{file.Path}"])
                .ShouldBe(File.ReadAllBytes(folder[$"second/toy-enfr/{file.Path}"]), file.Path);
    }

    [Fact]
    public void The_files_of_another_machine_will_do()
    {
        Lists(packages: 60);
        Store.Import(Toy("exit 1"), folder["given"]);
        var other = new DataStore(folder["other"]);
        other.Import(Toy("exit 1"), folder["store/toy-enfr"]);
        Toy("exit 1").Load(other).Hash.ShouldBe(Toy("exit 1").Load(Store).Hash);
    }

    [Fact]
    public void The_last_words_of_apt_become_the_error_with_what_mends_it() =>
        Should.Throw<DataFetchException>(() => Store.Fetch(Toy("echo 'E: The list of sources could not be read.' >&2; exit 100"))).Message
            .ShouldContain("ended with 100: E: The list of sources could not be read.. It takes apt-get with sources of Debian or Ubuntu");

    [Fact]
    public void Sources_without_the_language_are_an_error_that_says_so()
    {
        Should.Throw<DataFetchException>(() => Store.Fetch(Toy("true"))).Message
            .ShouldContain("Debian's package descriptions in en and fr gave 0 lines to train on, 0 dev and 0 test lines.");
        Directory.EnumerateDirectories(folder["store"]).ShouldBeEmpty();
    }

    /// <summary>Each with a synopsis, two sentences and a paragraph that all have, and one with a URL.</summary>
    void Lists(int packages)
    {
        var (english, french) = (new MadeUpLanguage(seed: 3), new MadeUpLanguage(seed: 4));
        var lists = new AptLists(folder["given"]);
        for (var i = 0; i < packages; i++)
        {
            var name = $"tool{english.Sentence(1)}";
            lists.Add($"{name}-dev", $"{name} (1.0-{i})",
                $"{english.Sentence(6)}\n This {english.Sentence(9)}. It {english.Sentence(8)}.\n .\n"
                + $" This package is for {name}.\n .\n See http://x/{i} too.",
                $"{french.Sentence(6)}\n Ce {french.Sentence(9)}. Il {french.Sentence(8)}.\n .\n"
                + $" Ce paquet est pour {name}.\n .\n Voir http://x/{i} aussi.");
        }

        lists.Add("untranslated", null, "nobody has translated this", null).Write();
    }

    Toy Toy(string script)
    {
        var path = folder.Write("apt-get", Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return new(new DebianTranslations("fr") { Client = path });
    }
}

[Dataset("toy-enfr", Title = "Toy", Licence = "none", Source = "this test")]
sealed class Toy(Origin origin) : TranslationDataset
{
    public override string Description => "Made-up sentences.";

    public override string SourceLanguage => "en";

    public override string TargetLanguage => "fr";

    public override bool Tokenized => false;

    public override IReadOnlyList<DataFile> Files => new DebianEnFr().Files;

    public override Origin Origin => origin;

    protected override (string Train, string Dev, string Test) Splits => ("train", "dev", "test");
}
