namespace AdaShift.Bench.Zoo.Gans;

/// <summary>The sides of the images inside a residual net, by halving down to 4 to 7 pixels: 32, 16, 8, 4; or 28, 14, 7.</summary>
static class ImageSizes
{
    const long Smallest = 4;

    /// <exception cref="ArgumentOutOfRangeException">The side cannot be halved that far; names the nearest ones that can.</exception>
    public static IReadOnlyList<long> From(long side)
    {
        if (IsAllowed(side)) return [.. Halvings(side)];
        var above = Math.Max(side, Smallest);
        while (!IsAllowed(above)) above++;
        var below = side;
        while (below >= Smallest && !IsAllowed(below)) below--;
        var nearest = below >= Smallest ? $"{below} or {above}" : $"{above}";
        throw new ArgumentOutOfRangeException(
            nameof(side), side, $"An image's side must be 4, 5, 6 or 7 pixels times a power of two; nearest: {nearest}.");
    }

    static bool IsAllowed(long side) => side >= Smallest && Halvings(side).Last() < 2 * Smallest;

    static IEnumerable<long> Halvings(long side)
    {
        yield return side;
        for (; side >= 2 * Smallest && side % 2 == 0; side /= 2) yield return side / 2;
    }
}
