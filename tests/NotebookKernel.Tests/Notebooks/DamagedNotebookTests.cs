using System.Text;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Tests.Notebooks;

public class DamagedNotebookTests
{
    [Theory]
    [InlineData("", 0, 0, "empty")]
    [InlineData(" \n", 0, 0, "empty")]
    [InlineData("# A title\n", 1, 1, "not valid JSON")]
    [InlineData("[1]", 1, 1, "object")]
    [InlineData("{\"nbformat\": 4,\n \"cells\": [\n  {\"cell_type\": \"co", 3, 20, "cut off")]
    [InlineData("{\"nbformat\": 4, \"cells\": []", 1, 28, "cut off")]
    [InlineData("{\"nbformat\": 4, \"cells\": []}\n}", 2, 1, "not valid JSON")]
    [InlineData("{\"nbformat\": 4,\n<<<<<<< HEAD\n \"cells\": []}", 2, 1, "merge conflict")]
    [InlineData("{\"cells\": []}", 1, 1, "no \"nbformat\"")]
    [InlineData("{\"nbformat\": 4}", 1, 1, "no \"cells\"")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", 1, 14, "whole number")]
    [InlineData("{\n \"nbformat\": 3, \"worksheets\": []}", 2, 14, "nbformat 3")]
    [InlineData("{\"cells\": [{}], \"nbformat\": 5}", 1, 29, "nbformat 5")]
    [InlineData("{\"nbformat\": 4, \"cells\": {}}", 1, 26, "list")]
    [InlineData("{\"nbformat\": 4, \"cells\": [7]}", 1, 27, "cell 1 must be an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [\n{\"cell_type\": \"raw\", \"source\": \"\"}, {\"source\": \"\"}]}", 2, 37, "cell 2 has no \"cell_type\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", 1, 27, "cell 1 has no \"source\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 5}]}", 1, 59, "string or a list")]
    [InlineData("{\"nbformat\": 4, \"é\": 1, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", 1, 67, "string or a list")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}]}", 1, 59, "surrogate")]
    [InlineData("{\"nbformat\": 4, // why\n \"cells\": []}", 1, 17, "not valid JSON")]
    public void One_line_says_what_is_wrong_and_where(string text, int line, int column, string problem) =>
        ShouldFail(Encoding.UTF8.GetBytes(text), line, column, problem);

    [Fact]
    public void Utf16_is_named() => ShouldFail([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")], 0, 0, "UTF-16");

    [Fact]
    public void Bytes_that_are_no_text_are_located() => ShouldFail([.. "{\n\"a\": \""u8, 0xC3, 0x28, .. "\"}"u8], 2, 7, "UTF-8");

    [Fact]
    public void A_picture_is_no_notebook() => ShouldFail([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13], 0, 0, "UTF-8");

    [Fact]
    public void Deep_nesting_is_refused_not_overflowed() =>
        ShouldFail(Encoding.UTF8.GetBytes(new string('[', 100_000)), 1, 1, "");

    [Fact]
    public void Every_cut_of_a_notebook_is_reported()
    {
        var whole = """{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["é\u00e9", "b"], "outputs": []}], "metadata": {}}"""u8.ToArray();
        for (var length = 0; length < whole.Length; length++)
            Should.Throw<NotebookFormatException>(() => Notebook.Parse(whole[..length], "n"), $"the first {length} bytes");
        Notebook.Parse(whole, "n").Cells.Count.ShouldBe(1);
    }

    private static void ShouldFail(byte[] bytes, int line, int column, string problem)
    {
        var error = Should.Throw<NotebookFormatException>(() => Notebook.Parse(bytes, "lesson.ipynb"));
        error.Problem.ShouldContain(problem);
        error.Message.ShouldStartWith(line == 0 ? "lesson.ipynb: " : $"lesson.ipynb({error.Line},{error.Column}): ");
        error.Message.ShouldNotContain("\n");
        if (problem.Length > 0)
            (error.Line, error.Column).ShouldBe((line, column));
    }
}
