"""Jupyter's own test of kernels (Debian: python3-jupyter-kernel-test), with C# in place of its blanks."""

import os
import unittest

import jupyter_kernel_test
from scorecard import main

# What is short for an idle machine is long for one that also builds.
jupyter_kernel_test.TIMEOUT = 120


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ.get("COURSE_KERNEL", ".net-csharp")
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("to the other stream");'
    code_page_something = "Console.WriteLine?"
    code_generate_error = 'throw new InvalidOperationException("as asked");'
    code_clear_output = "ClearOutput();"
    code_inspect_sample = "Enumerable.Range"

    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "DateTime.UtcN", "matches": {"UtcNow"}},
        {"text": '"text".Starts', "matches": {"StartsWith"}},
        {"text": "new List<int>().AddR", "matches": {"AddRange"}},
        {"text": "Math.Sqr", "matches": {"Sqrt"}},
    ]
    complete_code_samples = ["1", "var x = 1;", 'Console.WriteLine("a");', "for (int i = 0; i < 3; i++) { }", "#!time\nvar y = 2;", "// words"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {", 'Console.WriteLine("a"', "class A {", "/* begun", "int Twice(int x)\n{", "var x ="]
    invalid_code_samples = ["int = 3;", ")", "class 1 { }"]

    code_execute_result = [{"code": "6*7", "result": "42"}, {"code": '"a" + "b"', "result": "ab"}, {"code": "1+2+3", "result": "6"}]
    code_display_data = [
        {"code": 'display("text");', "mime": "text/plain"},
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": '"<svg/>".DisplayAs("image/svg+xml");', "mime": "image/svg+xml"},
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")


if __name__ == "__main__":
    main(unittest.defaultTestLoader.loadTestsFromTestCase(Conformance))
