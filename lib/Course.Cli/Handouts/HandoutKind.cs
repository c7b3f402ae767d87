namespace Course.Cli.Handouts;

/// <summary>For whom a copy of the course is.</summary>
internal enum HandoutKind
{
    /// <summary>For students: without solutions.</summary>
    Student,

    /// <summary>For teachers: with them.</summary>
    Teacher,
}
