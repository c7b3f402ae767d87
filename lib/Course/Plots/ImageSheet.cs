using MathNet.Numerics.LinearAlgebra;

namespace Course.Plots;

/// <summary>Grey pictures side by side on one sheet, with gaps that let the page show through.</summary>
internal sealed class ImageSheet
{
    private readonly int _tileWidth, _tileHeight, _across, _gap, _headroom;

    /// <summary>Lays the sheet out, in pixels of the pictures.</summary>
    /// <param name="tileWidth">Width of a picture.</param>
    /// <param name="tileHeight">Height of a picture.</param>
    /// <param name="across">Pictures side by side.</param>
    /// <param name="down">Pictures below each other.</param>
    /// <param name="headroom">Room for a label above each picture, as a share of its height.</param>
    public ImageSheet(int tileWidth, int tileHeight, int across, int down, double headroom)
    {
        (_tileWidth, _tileHeight, _across) = (tileWidth, tileHeight, across);
        _gap = Math.Max(1, tileWidth / 10);
        _headroom = (int)Math.Ceiling(headroom * tileHeight);
        Width = across * (tileWidth + _gap) - _gap;
        Height = down * (tileHeight + _headroom + _gap) - _gap;
    }

    /// <summary>Width of the sheet.</summary>
    public int Width { get; }

    /// <summary>Height of the sheet.</summary>
    public int Height { get; }

    /// <summary>Height of a chart that shows the sheet about 640 screen pixels wide, with its title.</summary>
    public int PlotHeight => 90 + Math.Min(640, Math.Max(60, 640 * Height / Width));

    /// <summary>Left edge of a picture.</summary>
    public int Left(int picture) => picture % _across * (_tileWidth + _gap);

    /// <summary>Top edge of a picture.</summary>
    public int Top(int picture) => picture / _across * (_tileHeight + _headroom + _gap) + _headroom;

    /// <summary>The sheet as a PNG in a data URI; values from <paramref name="black"/> to <paramref name="white"/> become grey, others the nearer end.</summary>
    public string ToDataUri(Matrix<double> images, double black, double white)
    {
        double scale = white == black ? 0 : 255 / (white - black);
        var sheet = new byte[2 * Width * Height]; // grey, opacity; all transparent at first
        for (int i = 0; i < images.RowCount; i++)
        {
            for (int pixel = 0; pixel < images.ColumnCount; pixel++)
            {
                var (row, column) = Math.DivRem(pixel, _tileWidth);
                int at = 2 * ((Top(i) + row) * Width + Left(i) + column);
                sheet[at] = (byte)Math.Round(Math.Clamp((images[i, pixel] - black) * scale, 0, 255));
                sheet[at + 1] = 255;
            }
        }

        return "data:image/png;base64," + Convert.ToBase64String(Png.GreyWithOpacity(sheet, Width, Height));
    }
}
