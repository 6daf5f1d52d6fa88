using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Bytes in exactly the format of a SentencePiece model of byte-pair encoding: sentencepiece_model.proto.</summary>
static class TinySentencePiece
{
    const byte Normal = 1, Unknown = 2, Control = 3;

    /// <param name="merges">In the order in which training made them.</param>
    /// <param name="letters">Single characters, which follow them.</param>
    public static byte[] Of(string[] merges, params string[] letters)
    {
        var model = new List<byte>();
        foreach (var (text, type) in new[] { ("<unk>", Unknown), ("<s>", Control), ("</s>", Control) })
            model.AddRange(Piece(text, 0, type));
        foreach (var (rank, text) in merges.Concat(letters).Index()) model.AddRange(Piece(text, -rank, Normal));
        model.AddRange(Field(2, [0x18, 2])); // trainer_spec.model_type = BPE
        model.AddRange(Field(3, Field(1, "identity"u8.ToArray()))); // normalizer_spec.name
        return [.. model];
    }

    static byte[] Piece(string text, float score, byte type) =>
        Field(1, [.. Field(1, Encoding.UTF8.GetBytes(text)), 0x15, .. BitConverter.GetBytes(score), 0x18, type]);

    /// <summary>A field of known length, at most 127 bytes.</summary>
    static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];
}
