namespace AdaShift.Bench.Records.Tests;

public class SlugTests
{
    [Theory]
    [InlineData("Max/AdaShift  (n=10)", "max-adashift-n-10")]
    [InlineData("../../etc", "etc")]
    [InlineData("βλ", "x")]
    [InlineData("a-very-long-label-that-goes-on-and-on-and-on-for-ever", "a-very-long-label-that-goes-on-and-on-an")]
    public void A_slug_is_a_safe_file_name(string text, string slug) => Slug.Of(text, 40).ShouldBe(slug);

    [Fact]
    public void A_name_that_is_taken_whatever_its_case_gets_a_number()
    {
        var taken = new HashSet<string>(["Adam"], StringComparer.OrdinalIgnoreCase);
        Slug.Unique("adam", taken).ShouldBe("adam-2");
        Slug.Unique("adam", taken).ShouldBe("adam-3");
    }
}
