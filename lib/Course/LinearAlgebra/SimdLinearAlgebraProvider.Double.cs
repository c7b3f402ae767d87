using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Course.LinearAlgebra;

internal sealed partial class SimdLinearAlgebraProvider
{
    public void AddVectorToScaledVector(double[] y, double alpha, double[] x, double[] result) =>
        DenseRoutines<double>.AddVectorToScaledVector(y, alpha, x, result);

    public void ScaleArray(double alpha, double[] x, double[] result) =>
        DenseRoutines<double>.ScaleArray(alpha, x, result);

    public void ConjugateArray(double[] x, double[] result) =>
        DenseRoutines<double>.ConjugateArray(x, result);

    public double DotProduct(double[] x, double[] y) =>
        DenseRoutines<double>.DotProduct(x, y);

    public void AddArrays(double[] x, double[] y, double[] result) =>
        DenseRoutines<double>.AddArrays(x, y, result);

    public void SubtractArrays(double[] x, double[] y, double[] result) =>
        DenseRoutines<double>.SubtractArrays(x, y, result);

    public void PointWiseMultiplyArrays(double[] x, double[] y, double[] result) =>
        DenseRoutines<double>.PointWiseMultiplyArrays(x, y, result);

    public void PointWiseDivideArrays(double[] x, double[] y, double[] result) =>
        DenseRoutines<double>.PointWiseDivideArrays(x, y, result);

    public void PointWisePowerArrays(double[] x, double[] y, double[] result) =>
        DenseRoutines<double>.PointWisePowerArrays(x, y, result);

    public double MatrixNorm(Norm norm, int rows, int columns, double[] matrix) =>
        DenseRoutines<double>.MatrixNorm(norm, rows, columns, matrix);

    public void MatrixMultiply(double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result) =>
        DenseRoutines<double>.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);

    public void MatrixMultiplyWithUpdate(
        Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA, double[] b, int rowsB, int columnsB, double beta, double[] c) =>
        DenseRoutines<double>.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);

    public void LUFactor(double[] data, int order, int[] ipiv) =>
        DenseRoutines<double>.LUFactor(data, order, ipiv);

    public void LUInverse(double[] a, int order) =>
        DenseRoutines<double>.LUInverse(a, order);

    public void LUInverseFactored(double[] a, int order, int[] ipiv) =>
        DenseRoutines<double>.LUInverseFactored(a, order, ipiv);

    public void LUSolve(int columnsOfB, double[] a, int order, double[] b) =>
        DenseRoutines<double>.LUSolve(columnsOfB, a, order, b);

    public void LUSolveFactored(int columnsOfB, double[] a, int order, int[] ipiv, double[] b) =>
        DenseRoutines<double>.LUSolveFactored(columnsOfB, a, order, ipiv, b);

    public void CholeskyFactor(double[] a, int order) =>
        DenseRoutines<double>.CholeskyFactor(a, order);

    public void CholeskySolve(double[] a, int orderA, double[] b, int columnsB) =>
        DenseRoutines<double>.CholeskySolve(a, orderA, b, columnsB);

    public void CholeskySolveFactored(double[] a, int orderA, double[] b, int columnsB) =>
        DenseRoutines<double>.CholeskySolveFactored(a, orderA, b, columnsB);

    public void QRFactor(double[] a, int rowsA, int columnsA, double[] q, double[] tau) =>
        DenseRoutines<double>.QRFactor(a, rowsA, columnsA, q, tau);

    public void ThinQRFactor(double[] a, int rowsA, int columnsA, double[] r, double[] tau) =>
        DenseRoutines<double>.ThinQRFactor(a, rowsA, columnsA, r, tau);

    public void QRSolve(double[] a, int rows, int columns, double[] b, int columnsB, double[] x, QRMethod method = QRMethod.Full) =>
        DenseRoutines<double>.QRSolve(a, rows, columns, b, columnsB, x, method);

    public void QRSolveFactored(
        double[] q, double[] r, int rowsA, int columnsA, double[] tau, double[] b, int columnsB, double[] x, QRMethod method = QRMethod.Full) =>
        DenseRoutines<double>.QRSolveFactored(q, r, rowsA, columnsA, tau, b, columnsB, x, method);

    public void SingularValueDecomposition(bool computeVectors, double[] a, int rowsA, int columnsA, double[] s, double[] u, double[] vt) =>
        DenseRoutines<double>.SingularValueDecomposition(computeVectors, a, rowsA, columnsA, s, u, vt);

    public void SvdSolve(double[] a, int rowsA, int columnsA, double[] b, int columnsB, double[] x) =>
        DenseRoutines<double>.SvdSolve(a, rowsA, columnsA, b, columnsB, x);

    public void SvdSolveFactored(int rowsA, int columnsA, double[] s, double[] u, double[] vt, double[] b, int columnsB, double[] x) =>
        DenseRoutines<double>.SvdSolveFactored(rowsA, columnsA, s, u, vt, b, columnsB, x);

    public void EigenDecomp(bool isSymmetric, int order, double[] matrix, double[] matrixEv, Complex[] vectorEv, double[] matrixD) =>
        DenseRoutines<double>.EigenDecomp(isSymmetric, order, matrix, matrixEv, vectorEv, matrixD);
}
