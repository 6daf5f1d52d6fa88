using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Random elements, from the default stream or a given one.</summary>
    public partial class Tensor
    {
        /// <summary>Each element from the uniform distribution on [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Ops.uniform_.Mutate(this, from, to, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Ops.normal_.Mutate(this, mean, std, generator);

        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Ops.log_normal_.Mutate(this, mean, std, generator);

        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Ops.exponential_.Mutate(this, lambda, generator);

        public Tensor geometric_(double p, Generator? generator = null) => Ops.geometric_.Mutate(this, p, generator);

        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) =>
            Ops.cauchy_.Mutate(this, median, sigma, generator);

        /// <summary>Whole numbers from [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Ops.random__from.Mutate(this, (long)from, (long)to, generator);

        public Tensor bernoulli(Generator? generator = null) => Ops.bernoulli.Run(this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Ops.bernoulli__float.Mutate(this, p, generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Ops.bernoulli__Tensor.Mutate(this, p, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Ops.multinomial.Run(this, num_samples, replacement, generator);

        public Tensor poisson(Generator? generator = null) => Ops.poisson.Run(this, generator);
    }
}
