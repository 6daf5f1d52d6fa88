using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>Gradients against central differences in float64.</summary>
static class FiniteDifferences
{
    const double Step = 1e-6;

    /// <param name="loss">A scalar, the same at every call; not called under no_grad.</param>
    public static void ShouldAgree(Func<Tensor> loss, IEnumerable<Tensor> parameters, double tolerance = 1e-7)
    {
        var all = parameters.ToList();
        var gradients = Gradients(loss, all);
        foreach (var (i, parameter) in all.Index())
            for (var k = 0; k < parameter.numel(); k++)
                gradients[i][k].ShouldBeClose(Difference(loss, parameter, k), tolerance, $"tensor {i}[{k}]");
        gradients.SelectMany(g => g).ShouldContain(g => Math.Abs(g) > 1e-3, "there is something to compare");
    }

    /// <returns>0 where a tensor has no part in the loss.</returns>
    public static double[][] Gradients(Func<Tensor> loss, IEnumerable<Tensor> parameters)
    {
        var all = parameters.ToList();
        foreach (var parameter in all) parameter.grad = null;
        loss().backward();
        return [.. all.Select(p => p.grad is { } grad ? grad.Values() : new double[p.numel()])];
    }

    static double Difference(Func<Tensor> loss, Tensor parameter, long k) =>
        (At(loss, parameter, k, Step) - At(loss, parameter, k, -Step)) / (2 * Step);

    static double At(Func<Tensor> loss, Tensor parameter, long k, double shift)
    {
        using var before = parameter.detach().clone();
        Set(parameter, k, before.reshape(-1)[k].item<double>() + shift);
        var value = loss().item<double>();
        using var unrecorded = no_grad();
        parameter.copy_(before); // exactly, not by adding back
        return value;
    }

    static void Set(Tensor parameter, long k, double value)
    {
        using var unrecorded = no_grad();
        parameter.view(-1)[k].fill_(value);
    }
}
