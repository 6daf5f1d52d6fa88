using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace AdaShift.Bench.Cli;

/// <summary>Options that several verbs share, and checks that several options share.</summary>
static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write JSON for programs instead of text for people." };

    public static Option<string[]> Plugin() => NotEmpty("the path of a .dll file", new Option<string[]>("--plugin")
    {
        Description = "Also find plug-ins and data sets in this assembly. May be given several times.",
        HelpName = "FILE.dll",
        DefaultValueFactory = _ => [],
    });

    /// <summary>The folder to write to.</summary>
    /// <param name="unlessGiven">The default; null if the option is required.</param>
    public static Option<string> Output(string description, string? unlessGiven = null)
    {
        var option = new Option<string>("--out") { Description = description, HelpName = "FOLDER", Required = unlessGiven is null };
        if (unlessGiven is not null) option.DefaultValueFactory = _ => unlessGiven;
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !string.IsNullOrWhiteSpace(token.Value)))
                if (RecordWriteException.FileInTheWay(token.Value) is { } file)
                    result.AddError($"--out '{token.Value}' is not valid: '{file}' is a file. Name another folder.");
        });
        return NotEmpty("a folder", option);
    }

    /// <summary>Refuses "", the value of an unset shell variable.</summary>
    /// <param name="allowed">What is allowed instead.</param>
    public static T NotEmpty<T>(string allowed, T option)
        where T : Option
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                result.AddError($"{option.Name} '' is not valid. Allowed: {allowed}.");
        });
        return option;
    }

    /// <summary>An option whose value is a number above 0; null if it is not given.</summary>
    /// <typeparam name="T">long for whole numbers, double for others.</typeparam>
    /// <param name="most">The largest number allowed; null for no limit.</param>
    /// <param name="tooMuch">The message for a larger one, after "is not valid".</param>
    public static Option<T?> Above0<T>(string name, string description, string unit = "N", T? most = null, string tooMuch = "")
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = unit,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var isNumber = T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
                var kind = typeof(T) == typeof(double) ? "number" : "whole number";
                if (!isNumber || number <= T.Zero || !T.IsFinite(number))
                    result.AddError($"{name} '{text}' is not valid. Allowed: a {kind} above 0.");
                else if (most is { } limit && number > limit)
                    result.AddError($"{name} '{text}' is not valid. {tooMuch}");
                else
                    return number;
                return null;
            },
        };

    /// <summary>An option whose value is a whole number.</summary>
    public static Option<int> Whole(string name, string? alias, string description, int least, int unlessGiven) =>
        new(name, alias is null ? [] : [alias])
        {
            Description = $"{description} By default {unlessGiven}.",
            HelpName = "N",
            DefaultValueFactory = _ => unlessGiven,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
                if (isNumber && number >= least) return number;
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{name} '{text}' is not valid. Allowed: a whole number from {least}."));
                return unlessGiven;
            },
        };

    /// <summary>An option whose value is one of a few words; the first is the default.</summary>
    public static Option<string> OneOf(string name, string description, params string[] allowed)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', allowed),
            DefaultValueFactory = _ => allowed[0],
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !allowed.Contains(token.Value)))
                result.AddError($"{name} '{token.Value}' is not known.{NearestName.Among(token.Value, allowed, "Allowed")}");
        });
        return option;
    }
}
