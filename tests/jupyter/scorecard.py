"""Runs a test suite and prints one line for each test, the total last."""

import sys
import time
import unittest


class Scorecard(unittest.TextTestResult):
    _begun, _bad = time.perf_counter(), False

    def startTest(self, test):
        super().startTest(test)
        self._begun, self._bad = time.perf_counter(), False

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._bad = True
            print(f"     {subtest._subDescription()}: {error[1]!r}", flush=True)

    def stopTest(self, test):
        super().stopTest(test)
        # Of a test whose subtests fail nothing else is told.
        if self._bad:
            self._line("FAIL", test)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._line("ok  ", test)

    def addError(self, test, error):
        super().addError(test, error)
        print(f"     {error[1]!r}", flush=True)
        self._line("FAIL", test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        print(f"     {error[1]!r}", flush=True)
        self._line("FAIL", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._line("skip", test)

    def _line(self, verdict, test):
        name = getattr(test, "_testMethodName", str(test)).removeprefix("test_").replace("_", " ")
        print(f"{verdict} {name} ({time.perf_counter() - self._begun:.2f} s)", flush=True)


def main(suite):
    result = unittest.TextTestRunner(stream=sys.stdout, resultclass=Scorecard, verbosity=0).run(suite)
    bad = len(result.failures) + len(result.errors)
    print(f"score: {result.testsRun - bad - len(result.skipped)} of {result.testsRun}, {bad} failed, {len(result.skipped)} skipped")
    sys.exit(0 if bad == 0 and not result.skipped else 1)
