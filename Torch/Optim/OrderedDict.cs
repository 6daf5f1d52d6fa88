namespace TorchSharp.Utils;

/// <summary>A dictionary that remembers the order of insertion.</summary>
public class OrderedDict<TKey, TValue> : OrderedDictionary<TKey, TValue> where TKey : notnull
{
    public IEnumerable<TKey> keys() => Keys;

    public IEnumerable<TValue> values() => Values;
}
