namespace NotebookKernel.Tests.Site;

/// <summary>The tests that look at pages share one browser and one site of each kind.</summary>
[CollectionDefinition(Name)]
public sealed class SitePages : ICollectionFixture<Browser>, ICollectionFixture<SampleSiteFixture>, ICollectionFixture<CourseSiteFixture>
{
    public const string Name = "The pages of a site";
}
