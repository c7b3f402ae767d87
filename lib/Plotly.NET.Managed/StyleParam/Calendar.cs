namespace Plotly.NET;

public static partial class StyleParam
{
    /// <summary>The calendar of a date axis.</summary>
    public sealed class Calendar : IPlotlyValue
    {
        private readonly string _value;

        private Calendar(string value) => _value = value;

        /// <summary>Written as <c>chinese</c>.</summary>
        public static Calendar Chinese { get; } = new("chinese");

        /// <summary>Written as <c>coptic</c>.</summary>
        public static Calendar Coptic { get; } = new("coptic");

        /// <summary>Written as <c>discworld</c>.</summary>
        public static Calendar Discworld { get; } = new("discworld");

        /// <summary>Written as <c>ethiopian</c>.</summary>
        public static Calendar Ethiopian { get; } = new("ethiopian");

        /// <summary>Written as <c>gregorian</c>.</summary>
        public static Calendar Gregorian { get; } = new("gregorian");

        /// <summary>Written as <c>hebrew</c>.</summary>
        public static Calendar Hebrew { get; } = new("hebrew");

        /// <summary>Written as <c>islamic</c>.</summary>
        public static Calendar Islamic { get; } = new("islamic");

        /// <summary>Written as <c>jalali</c>.</summary>
        public static Calendar Jalali { get; } = new("jalali");

        /// <summary>Written as <c>julian</c>.</summary>
        public static Calendar Julian { get; } = new("julian");

        /// <summary>Written as <c>mayan</c>.</summary>
        public static Calendar Mayan { get; } = new("mayan");

        /// <summary>Written as <c>nanakshahi</c>.</summary>
        public static Calendar Nanakshahi { get; } = new("nanakshahi");

        /// <summary>Written as <c>nepali</c>.</summary>
        public static Calendar Nepali { get; } = new("nepali");

        /// <summary>Written as <c>persian</c>.</summary>
        public static Calendar Persian { get; } = new("persian");

        /// <summary>Written as <c>taiwan</c>.</summary>
        public static Calendar Taiwan { get; } = new("taiwan");

        /// <summary>Written as <c>thai</c>.</summary>
        public static Calendar Thai { get; } = new("thai");

        /// <summary>Written as <c>ummalqura</c>.</summary>
        public static Calendar Ummalqura { get; } = new("ummalqura");

        /// <summary>The value that plotly.js reads.</summary>
        public object Convert() => _value;

        /// <summary><see cref="Convert"/> as text.</summary>
        public override string ToString() => _value;
    }
}
