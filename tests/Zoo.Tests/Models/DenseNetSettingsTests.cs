using AdaShift.Bench.Zoo.Models;

namespace AdaShift.Bench.Zoo.Tests.Models;

/// <summary>Which architectures exist, and what is said of those that do not.</summary>
public sealed class DenseNetSettingsTests
{
    [Theory]
    [InlineData(41, false, "nearest: 40 or 43")]
    [InlineData(100, true, null)]
    [InlineData(40, false, null)]
    [InlineData(39, true, "nearest: 34 or 40")]
    [InlineData(4, true, "nearest: 10")]
    [InlineData(-5, false, "nearest: 7")]
    public void A_depth_divides_into_three_blocks(int depth, bool bottleneck, string? hint)
    {
        var errors = DenseNetSettings.ValidateDepth(depth, bottleneck).ToList();
        if (hint is null)
        {
            errors.ShouldBeEmpty();
            return;
        }

        errors.ShouldHaveSingleItem().ShouldContain(hint);
        Should.Throw<ArgumentOutOfRangeException>(() => DenseNetSettings.Cifar(depth, 12, bottleneck)).Message.ShouldContain(hint);
    }

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var wrong = new DenseNetSettings([3, 0], Growth: 0)
        {
            InitChannels = -1, Compression = 1.5, Dropout = 1, StemKernel = 4, StemStride = 0, Classes = 0, TransitionChannels = 0,
        };
        var message = Should.Throw<ArgumentException>(() => new DenseNet(wrong)).Message;
        foreach (var part in new[]
        {
            "Layers = [3, 0]", "Growth = 0", "InitChannels = -1", "Compression = 1.5; allowed: (0, 1]", "Dropout = 1; allowed: [0, 1)",
            "StemKernel = 4; allowed: odd numbers; nearest: 3 or 5", "StemStride = 0", "Classes = 0", "TransitionChannels = 0",
        })
            message.ShouldContain(part);
    }

    [Fact]
    public void The_settings_of_papers_and_released_code_are_right() =>
        new[] { DenseNetSettings.Cifar(40, 12, true), DenseNetSettings.ReleaseCifar, DenseNetSettings.ReleaseTinyImagenet }
            .SelectMany(settings => settings.Validate()).ShouldBeEmpty();
}
