using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring.Tests;

/// <summary>Expected by Python 3.11.</summary>
public sealed class PythonTests
{
    [Theory]
    [InlineData("ABC", "abc")]
    [InlineData("İSTANBUL Iı", "i\u0307stanbul iı")]
    [InlineData("STRAẞE ß", "straße ß")]
    [InlineData("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ")]
    [InlineData("ΑΣ. ΑΣ’Α ΑΣ\u0301", "ας. ασ’α ας\u0301")]
    [InlineData("Α.Σ 1Σ ⅣΣ ªΣ", "α.ς 1σ ⅳς ªς")]
    [InlineData("Ⅳ Ⓐ 𐐀 𞤀 🄰", "ⅳ ⓐ 𐐨 𞤢 🄰")]
    public void Text_in_lower_case(string text, string lower) => PythonText.Lower(text).ShouldBe(lower);

    [Fact]
    public void White_space_is_what_split_splits_at()
    {
        var spaces = Enumerable.Range(0, 0x10000).Where(code => PythonText.IsSpace((char)code));

        spaces.ShouldBe(
        [
            9, 10, 11, 12, 13, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, .. Enumerable.Range(0x2000, 11),
            0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
        ]);
    }

    [Theory]
    [InlineData(6.25, 1, "6.2")]
    [InlineData(18.75, 1, "18.8")]
    [InlineData(2.5, 0, "2")]
    [InlineData(0.15, 1, "0.1")]
    [InlineData(48.530827009929865, 2, "48.53")]
    [InlineData(0.0, 3, "0.000")]
    [InlineData(99.95, 1, "100.0")]
    [InlineData(5e-324, 2, "0.00")]
    [InlineData(1e22, 1, "10000000000000000000000.0")]
    [InlineData(-6.35, 1, "-6.3")]
    public void A_number_with_decimals(double number, int decimals, string text) => PythonNumber.Fixed(number, decimals).ShouldBe(text);

    [Theory]
    [InlineData(48.0, "48.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(0.000999000999000999, "0.000999000999000999")]
    public void A_number_in_full(double number, string text) => PythonNumber.Repr(number).ShouldBe(text);

    [Fact]
    public void Text_in_json()
    {
        PythonJson.Quote("μ \"é\\\n\u0001").ShouldBe("\"μ \\\"é\\\\\\n\\u0001\"");
        PythonJson.Quote("é😀", ascii: true).ShouldBe("\"\\u00e9\\ud83d\\ude00\"");
    }
}
