using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.LinearAlgebra;

internal sealed partial class SimdLinearAlgebraProvider
{
    public void AddVectorToScaledVector(float[] y, float alpha, float[] x, float[] result) =>
        DenseRoutines<float>.AddVectorToScaledVector(y, alpha, x, result);

    public void ScaleArray(float alpha, float[] x, float[] result) =>
        DenseRoutines<float>.ScaleArray(alpha, x, result);

    public void ConjugateArray(float[] x, float[] result) =>
        DenseRoutines<float>.ConjugateArray(x, result);

    public float DotProduct(float[] x, float[] y) =>
        DenseRoutines<float>.DotProduct(x, y);

    public void AddArrays(float[] x, float[] y, float[] result) =>
        DenseRoutines<float>.AddArrays(x, y, result);

    public void SubtractArrays(float[] x, float[] y, float[] result) =>
        DenseRoutines<float>.SubtractArrays(x, y, result);

    public void PointWiseMultiplyArrays(float[] x, float[] y, float[] result) =>
        DenseRoutines<float>.PointWiseMultiplyArrays(x, y, result);

    public void PointWiseDivideArrays(float[] x, float[] y, float[] result) =>
        DenseRoutines<float>.PointWiseDivideArrays(x, y, result);

    public void PointWisePowerArrays(float[] x, float[] y, float[] result) =>
        DenseRoutines<float>.PointWisePowerArrays(x, y, result);

    public double MatrixNorm(Norm norm, int rows, int columns, float[] matrix) =>
        DenseRoutines<float>.MatrixNorm(norm, rows, columns, matrix);

    public void MatrixMultiply(float[] x, int rowsX, int columnsX, float[] y, int rowsY, int columnsY, float[] result) =>
        DenseRoutines<float>.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);

    public void MatrixMultiplyWithUpdate(
        Transpose transposeA, Transpose transposeB, float alpha, float[] a, int rowsA, int columnsA, float[] b, int rowsB, int columnsB, float beta, float[] c) =>
        DenseRoutines<float>.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);

    public void LUFactor(float[] data, int order, int[] ipiv) =>
        DenseRoutines<float>.LUFactor(data, order, ipiv);

    public void LUInverse(float[] a, int order) =>
        DenseRoutines<float>.LUInverse(a, order);

    public void LUInverseFactored(float[] a, int order, int[] ipiv) =>
        DenseRoutines<float>.LUInverseFactored(a, order, ipiv);

    public void LUSolve(int columnsOfB, float[] a, int order, float[] b) =>
        DenseRoutines<float>.LUSolve(columnsOfB, a, order, b);

    public void LUSolveFactored(int columnsOfB, float[] a, int order, int[] ipiv, float[] b) =>
        DenseRoutines<float>.LUSolveFactored(columnsOfB, a, order, ipiv, b);

    public void CholeskyFactor(float[] a, int order) =>
        DenseRoutines<float>.CholeskyFactor(a, order);

    public void CholeskySolve(float[] a, int orderA, float[] b, int columnsB) =>
        DenseRoutines<float>.CholeskySolve(a, orderA, b, columnsB);

    public void CholeskySolveFactored(float[] a, int orderA, float[] b, int columnsB) =>
        DenseRoutines<float>.CholeskySolveFactored(a, orderA, b, columnsB);

    public void QRFactor(float[] a, int rowsA, int columnsA, float[] q, float[] tau) =>
        DenseRoutines<float>.QRFactor(a, rowsA, columnsA, q, tau);

    public void ThinQRFactor(float[] a, int rowsA, int columnsA, float[] r, float[] tau) =>
        DenseRoutines<float>.ThinQRFactor(a, rowsA, columnsA, r, tau);

    public void QRSolve(float[] a, int rows, int columns, float[] b, int columnsB, float[] x, QRMethod method = QRMethod.Full) =>
        DenseRoutines<float>.QRSolve(a, rows, columns, b, columnsB, x, method);

    public void QRSolveFactored(
        float[] q, float[] r, int rowsA, int columnsA, float[] tau, float[] b, int columnsB, float[] x, QRMethod method = QRMethod.Full) =>
        DenseRoutines<float>.QRSolveFactored(q, r, rowsA, columnsA, tau, b, columnsB, x, method);

    public void SingularValueDecomposition(bool computeVectors, float[] a, int rowsA, int columnsA, float[] s, float[] u, float[] vt) =>
        DenseRoutines<float>.SingularValueDecomposition(computeVectors, a, rowsA, columnsA, s, u, vt);

    public void SvdSolve(float[] a, int rowsA, int columnsA, float[] b, int columnsB, float[] x) =>
        DenseRoutines<float>.SvdSolve(a, rowsA, columnsA, b, columnsB, x);

    public void SvdSolveFactored(int rowsA, int columnsA, float[] s, float[] u, float[] vt, float[] b, int columnsB, float[] x) =>
        DenseRoutines<float>.SvdSolveFactored(rowsA, columnsA, s, u, vt, b, columnsB, x);

    public void EigenDecomp(bool isSymmetric, int order, float[] matrix, float[] matrixEv, Complex[] vectorEv, float[] matrixD) =>
        DenseRoutines<float>.EigenDecomp(isSymmetric, order, matrix, matrixEv, vectorEv, matrixD);
}
