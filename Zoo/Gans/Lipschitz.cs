namespace AdaShift.Bench.Zoo.Gans;

/// <summary>How the critic's slope ‖∇f‖ is bounded. ρ is the weight of a penalty, K its target slope.</summary>
public enum Lipschitz
{
    /// <summary>No bound.</summary>
    None,

    /// <summary>Every parameter is clipped to [−c, c] after each step: Arjovsky et al. 2017 (arXiv 1701.07875).</summary>
    WeightClipping,

    /// <summary>ρ E‖∇f‖².</summary>
    Cp,

    /// <summary>Gradient penalty, ρ E(‖∇f‖ − K)²: Gulrajani et al. 2017 (arXiv 1704.00028).</summary>
    Gp,

    /// <summary>Lipschitz penalty, ρ E max(0, ‖∇f‖ − K)²: Petzka et al. 2017 (arXiv 1709.08894).</summary>
    Lp,

    /// <summary>ρ max‖∇f‖²: Zhou et al. 2019 (arXiv 1902.05687).</summary>
    MaxGp,

    /// <summary>ρ (max‖∇f‖ − K)²: Zhou et al. 2019 (arXiv 1904.01184).</summary>
    MaxGpK,

    /// <summary>Augmented Lagrangian of max‖∇f‖ = K: Zhou et al. 2019 (arXiv 1904.01184).</summary>
    MaxAl,

    /// <summary>Spectral normalisation of the critic's layers: Miyato et al. 2018 (arXiv 1802.05957).</summary>
    Sn,
}
