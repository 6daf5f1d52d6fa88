namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>The best hypothesis that a search found.</summary>
/// <param name="Words">Ids, without <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c>.</param>
/// <param name="LogProbability">Of the words and, unless the translation was cut, <c>&lt;/s&gt;</c>: nats. NaN if the model's are.</param>
/// <param name="Score">What the search maximises: the log probability with its length penalty.</param>
public sealed record TranslatedSentence(IReadOnlyList<int> Words, double LogProbability, double Score);
