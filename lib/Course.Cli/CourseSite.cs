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
            the head of every page has the notebook to run and change yourself, the search (press `/`), and the class view,
            which steps through the lesson in large type.
            """,
        Pages = [new SitePage("what-you-need", "What you need", WhatYouNeed)],
        ScriptsFolder = home is null ? null : Path.Combine(home, "lib", "web", "node_modules"),
    };

    private const string WhatYouNeed = """
        ## To read

        A browser, on a computer or a phone. The pages work from a folder, a memory stick or any web server, with the
        network off, and print: every fold opens, and every figure is drawn in ink.

        ## To follow

        - Vectors, matrices, eigenvalues, and what a basis is. Where a lesson needs more, it says so and teaches it.
        - Mean, variance and the normal distribution.
        - A first course in programming, in any language. C# that goes beyond variables, loops and calls is explained
          where it appears.

        Every lesson begins with what you will be able to do after it, the minutes it takes in class, the lessons to take
        before, and what to read. At its end are exercises; their answers are folded away below them, and a check tells at
        once whether your own answer holds.

        ## To run

        - The [.NET 10 SDK](https://dotnet.microsoft.com/download/dotnet/10.0), on Windows, macOS or Linux, x64 or ARM.
          No Python, no native library, no graphics card, no account.
        - The folder of the course, built once: `dotnet build course.sln -c Release`. That first build fetches packages;
          afterwards no lesson touches the network.
        - An editor that shows notebooks, one of three:
          - [Visual Studio Code](https://code.visualstudio.com) with the extension *Polyglot Notebooks*, in a release of
            December 2025 or later;
          - Visual Studio Code with the extension *Jupyter*, and the course's own kernel:
            `dotnet run -c Release --project lib/Course.Cli -- jupyter install --user`;
          - Jupyter in the browser with the same kernel, on your computer or on a JupyterHub of your school.

        On two cores every lesson runs in about a minute or less.

        A notebook that you take from one of these pages belongs in the folder `notebooks` of the course: its first line
        looks for the library beside it.

        ## In class

        *Class view*, in the head of every lesson, shows one section at a time, in type for the back row:

        | key | what it does |
        |---|---|
        | `→` or `N`, `←` or `P` | next section, previous section |
        | `Space`, `↓` or `Page Down` | next screen of a long section, then the next section |
        | `↑` or `Page Up`, `Shift` + `Space` | back by a screen |
        | `Home`, `End` | first section, last section |
        | `F` | full screen, and back |
        | `/` | search |
        | `?` | the keys, on the page |
        | `Escape` | from a slider back to the text; leave the class view |

        A clicker for slides sends *Page Down* and *Page Up*, so it works too. The address holds the place: reload the page,
        or keep a bookmark, and the lesson goes on where it was.
        """;
}
