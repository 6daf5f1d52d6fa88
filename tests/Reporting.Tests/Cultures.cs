using System.Globalization;

namespace AdaShift.Bench.Reporting.Tests;

/// <summary>Runs code as if the machine were set up for another country.</summary>
static class Cultures
{
    /// <summary>
    /// en-US, and ru-RU's number format, which differs in every separator. Written out: the tests run without the system's culture data.
    /// </summary>
    public static TheoryData<string> Names => ["en-US", "ru-RU"];

    public static T Under<T>(string name, Func<T> work)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        { CurrentCulture = Culture(name), CurrentUICulture = Culture(name) };
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new InvalidOperationException($"Failed under {name}: {failure.Message}", failure);
    }

    static CultureInfo Culture(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name != "ru-RU") return culture;
        culture.NumberFormat = new()
        {
            NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0", PercentDecimalSeparator = ",",
            NegativeSign = "−", NaNSymbol = "не число",
        };
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        return culture;
    }
}
