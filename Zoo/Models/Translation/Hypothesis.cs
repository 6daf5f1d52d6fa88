namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>The beginning of a translation, or a whole one.</summary>
/// <param name="LogProbability">Nats.</param>
/// <param name="Score">With the length penalty.</param>
/// <param name="Length">Words, without <c>&lt;/s&gt;</c>.</param>
/// <param name="Ended">By <c>&lt;/s&gt;</c>.</param>
/// <param name="Token">The last id.</param>
/// <param name="Parent">The place in the beam of the hypothesis that it continues.</param>
/// <param name="Row">The decoder's row that proposed the last id.</param>
readonly record struct Hypothesis(double LogProbability, double Score, int Length, bool Ended, int Token, int Parent, int Row);
