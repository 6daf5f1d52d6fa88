using System.Globalization;
using System.Runtime.ExceptionServices;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Runs something as on a machine set to Russian, with 0,5. Invariant globalization has no ru-RU, so it is made here.</summary>
static class Commas
{
    public static void Run(Action action)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = " ";
        culture.NumberFormat.NegativeSign = "−";
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                0.5.ToString("R", provider: null).ShouldBe("0,5");
                action();
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            CurrentCulture = culture,
            CurrentUICulture = culture,
        };
        thread.Start();
        thread.Join();
        error?.Throw();
    }
}
