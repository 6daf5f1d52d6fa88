using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AdaShift.Bench.Running;

/// <summary>The XML documentation next to an assembly: a plug-in's doc comments are also its descriptions.</summary>
static class DocumentationFile
{
    static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> files = new();

    /// <returns>The first paragraph of the type's summary on one line; empty if there is none.</returns>
    public static string SummaryOf(Type type) =>
        files.GetOrAdd(type.Assembly, Read).GetValueOrDefault(IdOf(type), "");

    /// <returns>What the type says of a parameter of its primary constructor, on one line; empty if it says nothing.</returns>
    public static string ParameterOf(Type type, string parameter) =>
        files.GetOrAdd(type.Assembly, Read).GetValueOrDefault($"{IdOf(type)} {parameter}", "");

    static string IdOf(Type type) => $"T:{type.FullName?.Replace('+', '.')}";

    static Dictionary<string, string> Read(Assembly assembly)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = assembly.Location.Length == 0 ? "" : Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) return texts;
        try
        {
            using var xml = XmlReader.Create(file);
            while (xml.ReadToFollowing("member"))
                if (xml.GetAttribute("name") is ['T', ':', ..] id) Add(id, XElement.Load(xml.ReadSubtree()), texts);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // Descriptions are optional: those that could be read are shown.
        }

        return texts;
    }

    static void Add(string id, XElement member, Dictionary<string, string> texts)
    {
        if (member.Element("summary") is { } summary) texts[id] = FirstParagraph(summary);
        foreach (var parameter in member.Elements("param")) texts[$"{id} {parameter.Attribute("name")?.Value}"] = FirstParagraph(parameter);
    }

    static string FirstParagraph(XElement documented)
    {
        var text = new StringBuilder();
        foreach (var node in documented.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" } && text.ToString().Trim().Length > 0) break;
            text.Append(Plain(node));
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref", IsEmpty: true } reference =>
            ShortName(reference.FirstAttribute),
        XElement element => string.Concat(element.Nodes().Select(Plain)),
        _ => "",
    };

    /// <summary><c>M:Name.Space.Type.Member(System.Int32)</c> → <c>Member</c>.</summary>
    static string ShortName(XAttribute? reference)
    {
        var name = reference?.Value ?? "";
        if (reference?.Name.LocalName != "cref") return name;
        var path = name.Split('(', '`')[0];
        return path[(path.LastIndexOfAny(['.', ':']) + 1)..];
    }
}
