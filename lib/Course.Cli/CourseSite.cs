using NotebookKernel.Site;

namespace Course.Cli;

/// <summary>What the course's pages say of the course.</summary>
internal static class CourseSite
{
    /// <param name="home">The folder of the course, where the build puts plotly.js and KaTeX; null if unknown.</param>
    public static SiteOptions Options(string? home) => new("PCA, SVD and autoencoders in C#")
    {
        Introduction = """
            A picture of 64 pixels is a point in 64 dimensions, and so is a spectrum or a lattice of spins. How few numbers
            describe it? These lessons find out, for students of the physical sciences: from covariance and principal
            components to autoencoders, with every formula next to the program that computes it.

            Each page is a notebook that was run just as you see it. Hover over a figure for its values, or drag to zoom;
            at the foot of every page is the notebook to run and change yourself.
            """,
        ScriptsFolder = home is null ? null : Path.Combine(home, "lib", "web", "node_modules"),
    };
}
