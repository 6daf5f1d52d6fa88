using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AdaShift.Bench.Abstractions.Tests.PublicApi;

/// <summary>Public types and members of an assembly as sorted text, one a line, each with its type's name in front.</summary>
static class ApiText
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(FullName, StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            var members = Members(type).Select(m => $"    {FullName(type)}: {m}").Distinct().Order(StringComparer.Ordinal);
            foreach (var member in members) text.Append(member).Append('\n');
        }

        return text.ToString();
    }

    static string Heading(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : "class";
        var modifier = type is { IsAbstract: true, IsSealed: true } ? "static "
            : type is { IsAbstract: true, IsInterface: false } ? "abstract " : "";
        var said = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? $" : {Name(b)}" : "";
        return $"{modifier}{kind} {FullName(type)}{said}";
    }

    static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(n => $"{n} = {Enum.Format(type, Enum.Parse(type, n), "D")}");
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return
        [
            .. type.GetConstructors(own).Where(Visible).Select(c => $"new({Parameters(c)})"),
            .. type.GetProperties(own).Where(Visible).Select(p => $"{Name(p.PropertyType)} {p.Name}{Accessors(p)}"),
            .. type.GetFields(own).Where(f => f.IsPublic || f.IsFamily).Select(f => $"{Name(f.FieldType)} {f.Name}"),
            .. type.GetMethods(own).Where(IsWritten).Select(m => $"{Modifier(m)}{Name(m.ReturnType)} {m.Name}({Parameters(m)})"),
        ];
    }

    static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static bool Visible(PropertyInfo property) => property.Name != "EqualityContract" && property.GetAccessors(true).Any(Visible);

    /// <summary>Not what the compiler writes for every record, which says nothing about the API.</summary>
    static bool IsWritten(MethodInfo method) =>
        Visible(method) && !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal)
        && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual ? "virtual " : "";

    static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } g && Visible(g) ? " get;" : "";
        var set = property.SetMethod is { } s && Visible(s)
            ? s.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        return $" {{{get}{set} }}";
    }

    static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{Default(p)}"));

    static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $" = {Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) ?? "null"}" : "";

    static string FullName(Type type) =>
        type.DeclaringType is { } outer ? $"{FullName(outer)}.{Name(type)}" : $"{type.Namespace}.{Name(type)}";

    static string Name(Type type)
    {
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (type.IsByRef) return $"ref {Name(type.GetElementType()!)}";
        if (!type.IsGenericType) return type.Name;
        var bare = type.Name.Split('`')[0];
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
