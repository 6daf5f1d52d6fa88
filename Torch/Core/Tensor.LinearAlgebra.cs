using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Products of vectors and matrices.</summary>
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Ops.matmul.Run(this, target);

        public Tensor mm(Tensor target) => Ops.mm.Run(this, target);

        public Tensor mv(Tensor target) => Ops.mv.Run(this, target);

        public Tensor bmm(Tensor batch2) => Ops.bmm.Run(this, batch2);

        public Tensor dot(Tensor other) => Ops.dot.Run(this, other);

        public Tensor vdot(Tensor target) => Ops.vdot.Run(this, target);

        public Tensor outer(Tensor vec2) => Ops.outer.Run(this, vec2);

        public Tensor inner(Tensor vec2) => Ops.inner.Run(this, vec2);

        public Tensor kron(Tensor other) => Ops.kron.Run(this, other);

        /// <summary>beta · this + alpha · mat1 mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Ops.addmm.Run(this, mat1, mat2, (Scalar)beta, (Scalar)alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Ops.addmm_.Mutate(this, mat1, mat2, (Scalar)beta, (Scalar)alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            Ops.addmv.Run(this, mat, vec, (Scalar)beta, (Scalar)alpha);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            Ops.addmv_.Mutate(this, mat, vec, (Scalar)beta, (Scalar)alpha);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            Ops.addr.Run(this, vec1, vec2, (Scalar)beta, (Scalar)alpha);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            Ops.addr_.Mutate(this, vec1, vec2, (Scalar)beta, (Scalar)alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.baddbmm.Run(this, batch1, batch2, (Scalar)beta, (Scalar)alpha);

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.addbmm.Run(this, batch1, batch2, (Scalar)beta, (Scalar)alpha);

        public Tensor inverse() => linalg.inv(this);

        public Tensor det() => linalg.det(this);

        public Tensor cholesky(bool upper = false) => Ops.cholesky.Run(this, upper);

        public Tensor matrix_power(int n) => Ops.matrix_power.Run(this, n);

        public Tensor renorm(float p, long dim, float maxnorm) => Ops.renorm.Run(this, (Scalar)p, dim, (Scalar)maxnorm);
    }

    /// <summary>Decompositions and norms.</summary>
    public static class linalg
    {
        public static Tensor inv(Tensor input) => Ops.linalg_inv.Run(input);

        public static Tensor pinv(Tensor input) => Ops.linalg_pinv.Run(input);

        public static Tensor det(Tensor input) => Ops.linalg_det.Run(input);

        public static Tensor cholesky(Tensor input) => Ops.linalg_cholesky.Run(input);

        public static (Tensor Q, Tensor R) qr(Tensor input) => Ops.linalg_qr.Run2(input);

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) =>
            Ops.linalg_svd.Run3(input, fullMatrices);

        public static Tensor svdvals(Tensor input) => Ops.linalg_svdvals.Run(input);

        public static (Tensor eigenvalues, Tensor eigenvectors) eigh(Tensor input, char UPLO = 'L') =>
            Ops.linalg_eigh.Run2(input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Ops.linalg_eigvalsh.Run(input, UPLO.ToString());

        public static Tensor solve(Tensor input, Tensor other) => Ops.linalg_solve.Run(input, other);

        public static Tensor norm(Tensor input, Scalar? ord = null, long[]? dims = null, bool keepdim = false) =>
            Ops.linalg_norm.Run(input, ord, dims, keepdim);

        public static Tensor vector_norm(Tensor input, Scalar? ord = null, long[]? dims = null, bool keepdim = false) =>
            Ops.linalg_vector_norm.Run(input, ord ?? 2, dims, keepdim);
    }
}
