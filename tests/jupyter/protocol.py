"""What Jupyter's own test of kernels leaves out, asked of our kernel by the real jupyter_client."""

import datetime
import hashlib
import hmac
import json
import os
import pathlib
import queue
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from kernel_under_test import NAME, PATIENCE, Kernel
from scorecard import main


class SharedKernel(unittest.TestCase):
    """Tests that leave the kernel as they found it share one."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.__exit__()

    def run_cell(self, code, **options):
        return self.kernel.run(code, **options)


class Execution(SharedKernel):
    def test_every_output_is_between_busy_and_idle_and_names_its_request(self):
        result = self.run_cell('Console.WriteLine("a"); display(1); 2')
        kinds = [m["msg_type"] for m in result.outputs]
        self.assertEqual(kinds, ["status", "execute_input", "stream", "display_data", "execute_result", "status"])
        self.assertEqual(result.outputs[0]["content"]["execution_state"], "busy")
        for message in result.outputs:
            self.assertEqual(message["parent_header"], result.reply["parent_header"])
            self.assertEqual(message["header"]["version"][:2], "5.")

    def test_silent_code_shows_nothing_and_counts_nothing(self):
        before = self.run_cell("1").content["execution_count"]
        result = self.run_cell('Console.WriteLine("a"); display(1); var silent = 5; silent', silent=True)
        self.assertEqual([m["msg_type"] for m in result.outputs], ["status", "status"])
        after = self.run_cell("silent")
        self.assertEqual(after.value, "5")
        self.assertEqual(after.content["execution_count"], before + 1)

    def test_code_outside_the_history_counts_nothing(self):
        before = self.run_cell("1").content["execution_count"]
        self.assertEqual(self.run_cell("2", store_history=False).content["execution_count"], before)

    def test_user_expressions_are_evaluated_each_by_itself(self):
        result = self.run_cell("var ux = 6;", user_expressions={"twice": "ux * 2", "wrong": "nothingOfTheName"})
        values = result.content["user_expressions"]
        self.assertEqual(values["twice"]["data"]["text/plain"], "12")
        self.assertEqual(values["wrong"]["status"], "error")
        self.assertEqual(values["wrong"]["ename"], "CS0103")

    def test_requests_after_a_failed_one_are_aborted(self):
        ids = [self.run_cell(code, wait=False) for code in ('System.Threading.Thread.Sleep(1000); throw new Exception("first");', "1", "2")]
        statuses = [self.kernel.result(i).status for i in ids]
        self.assertEqual(statuses, ["error", "aborted", "aborted"])
        self.assertEqual(self.run_cell("3").value, "3")

    def test_requests_after_a_failed_one_run_if_so_wished(self):
        ids = [self.run_cell(code, wait=False, stop_on_error=False) for code in ("throw new Exception();", "1")]
        self.assertEqual([self.kernel.result(i).status for i in ids], ["error", "ok"])

    def test_a_traceback_marks_the_line(self):
        result = self.run_cell("int one = 1;\nint zero = 0;\nint none = one / zero;\none")
        error = result.of("error")[0]
        self.assertEqual(error["ename"], "DivideByZeroException")
        self.assertEqual({k: result.content[k] for k in ("ename", "evalue", "traceback")}, error)
        marked = [line for line in error["traceback"] if "---->" in line]
        self.assertEqual(len(marked), 1)
        self.assertIn("3", marked[0])
        self.assertIn("int none = one / zero;", marked[0])

    def test_a_compile_error_points_at_its_column(self):
        error = self.run_cell("var good = 1;\nvar bad = goood + 1;").of("error")[0]
        self.assertEqual(error["ename"], "CS0103")
        text = "\n".join(error["traceback"])
        self.assertIn("line 2, column 11", text)
        self.assertIn("          ^^^^^", text)

    def test_usings_of_a_cell_that_failed_are_kept(self):
        self.run_cell("using System.Globalization;\nthisFails")
        self.assertEqual(self.run_cell("CultureInfo.InvariantCulture.Name.Length").value, "0")

    def test_variables_and_types_can_be_declared_again(self):
        self.run_cell("var again = 1; record Thing(int A);")
        self.run_cell('var again = "two"; record Thing(string B);')
        self.assertEqual(self.run_cell('again + new Thing("!").B').value, "two!")

    def test_a_shown_value_is_updated(self):
        first = self.run_cell("var shown = display(1);")
        second = self.run_cell("shown.Update(2);")
        identity = first.of("display_data")[0]["transient"]["display_id"]
        update = second.of("update_display_data")[0]
        self.assertEqual(update["transient"]["display_id"], identity)
        self.assertEqual(update["data"]["text/plain"], "2")

    def test_a_flood_of_updates_is_thinned_and_ends_with_the_last(self):
        result = self.run_cell("var counter = display(0); for (int i = 1; i <= 100_000; i++) counter.Update(i);")
        updates = result.of("update_display_data")
        self.assertLess(len(updates), 10_000)
        self.assertEqual(updates[-1]["data"]["text/plain"], "100000")
        self.assertEqual(self.run_cell("1").value, "1")

    def test_outputs_are_cleared(self):
        self.assertEqual(self.run_cell("ClearOutput(true);").of("clear_output"), [{"wait": True}])

    def test_what_a_thread_prints_later_belongs_to_its_cell(self):
        started = self.run_cell(
            "var go = new System.Threading.ManualResetEventSlim();\n"
            'new System.Threading.Thread(() => { go.Wait(); Console.WriteLine("from behind"); }).Start();'
        )
        message_id = self.run_cell("go.Set();", wait=False)
        while True:
            message = self.kernel.get("iopub")
            if message["msg_type"] == "stream":
                break
        self.assertEqual(message["content"]["text"], "from behind\n")
        self.assertEqual(message["parent_header"]["msg_id"], started.reply["parent_header"]["msg_id"])
        self.kernel.reply(message_id)

    def test_json_is_sent_as_json(self):
        data = self.run_cell('"{\\"a\\":[1,2]}".DisplayAs("application/json");').of("display_data")[0]["data"]
        self.assertEqual(data["application/json"], {"a": [1, 2]})

    def test_any_text_survives(self):
        text = self.run_cell('Console.Write("ä€😀\\0\\u001b[1m" + (char)0xD800 + "<b>&\\\\\\"");').stream()
        self.assertEqual(text, 'ä€😀\0\x1b[1m\ufffd<b>&\\"')

    def test_large_outputs_arrive_whole(self):
        result = self.run_cell('new string(\'x\', 10_000_000).DisplayAs("text/plain");')
        self.assertEqual(len(result.of("display_data")[0]["data"]["text/plain"]), 10_000_000)

    def test_a_flood_of_lines_is_cut_with_a_note(self):
        result = self.run_cell('for (int i = 0; i < 300_000; i++) Console.WriteLine($"line {i}");')
        self.assertEqual(result.status, "ok")
        text = result.stream()
        self.assertTrue(text.startswith("line 0\nline 1\n"))
        self.assertTrue(text.endswith("line 299999\n"))
        self.assertIn("are left out here", result.stream("stderr"))
        self.assertLess(len(text), 3_000_000)
        self.assertEqual(self.run_cell("1").value, "1")

    def test_help_is_shown_in_a_page(self):
        page = self.run_cell("Math.Sqrt?").content["payload"][0]
        self.assertEqual(page["source"], "page")
        self.assertIn("double Math.Sqrt(double d)", page["data"]["text/plain"])

    def test_memory_comes_back(self):
        def resident():
            return self.kernel.process.memory_info().rss >> 20

        before = resident()
        self.run_cell("{ var big = new byte[600 << 20]; for (int i = 0; i < big.Length; i += 4096) big[i] = 1; }")
        self.run_cell("1")
        self.run_cell("2")
        self.assertLess(resident(), before + 300)


class Input(SharedKernel):
    def test_a_line_is_asked_for(self):
        result = self.run_cell('Console.Write("Name? "); var name = Console.ReadLine(); $"Hello {name}"', answer="Ada")
        self.assertEqual(result.value, "Hello Ada")
        self.assertEqual(result.stream(), "Name? ")

    def test_lines_come_in_order(self):
        result = self.run_cell("int.Parse(Console.ReadLine()) - int.Parse(Console.ReadLine())", answer=["5", "3"])
        self.assertEqual(result.value, "2")

    def test_characters_come_one_by_one(self):
        self.assertEqual(self.run_cell("$\"{(char)Console.Read()}{(char)Console.Read()}{Console.ReadLine()}\"", answer="xyz!").value, "xyz!")

    def test_a_late_answer_is_not_taken_for_the_next_one(self):
        client = self.kernel.client
        interrupted = client.execute("Console.ReadLine()", allow_stdin=True)
        question = self.kernel.get("stdin")
        self.kernel.manager.interrupt_kernel()
        self.kernel.result(interrupted)
        message_id = client.execute("Console.ReadLine()", allow_stdin=True)
        self.kernel.get("stdin")
        client.stdin_channel.send(client.session.msg("input_reply", {"value": "late"}, parent=question["header"]))
        client.input("right")
        self.assertEqual(self.kernel.result(message_id).value, "right")

    def test_a_front_end_that_cannot_be_asked_is_told_so(self):
        result = self.run_cell("Console.ReadLine()")
        self.assertEqual(result.content["ename"], "InvalidOperationException")


class Interrupt(SharedKernel):
    """Each stops within a second: at least one in three does, for the machine may be busy, and the best is what the kernel can do."""

    LIMIT = 1.0

    def interrupt(self, code, by_signal=False):
        times = []
        while not times or (min(times) >= self.LIMIT and len(times) < 3):
            times.append(self.interrupt_once(code, by_signal))
            print(f"     interrupted after {times[-1] * 1000:.0f} ms: {code[:60]}", flush=True)
        self.assertLess(min(times), self.LIMIT)

    def interrupt_once(self, code, by_signal):
        self.run_cell("var kept = 41;")
        message_id = self.run_cell('Console.WriteLine("running");' + code, wait=False)
        self.kernel.wait_for_text(message_id, "running")
        begun = time.perf_counter()
        if by_signal:
            # To the whole group, as Jupyter does.
            os.killpg(self.kernel.manager.provisioner.pid, signal.SIGINT)
        else:
            self.kernel.manager.interrupt_kernel()
        result = self.kernel.reply(message_id)
        took = time.perf_counter() - begun
        self.kernel.outputs(message_id)
        self.assertEqual(result["content"]["status"], "error")
        self.assertIn("interrupted", result["content"]["evalue"])
        self.assertEqual(self.run_cell("kept + 1").value, "42")
        return took

    def test_a_busy_loop(self):
        self.interrupt("while (true) { }")

    def test_a_busy_loop_by_signal(self):
        if sys.platform == "win32":
            self.skipTest("Windows has no SIGINT between processes")
        self.interrupt("while (true) { }", by_signal=True)

    def test_a_sleep(self):
        self.interrupt("System.Threading.Thread.Sleep(60_000);")

    def test_an_await(self):
        self.interrupt("await Task.Delay(60_000);")

    def test_a_loop_of_awaits(self):
        self.interrupt("while (true) await Task.Yield();")

    def test_a_long_computation_in_parallel(self):
        self.interrupt("Parallel.For(0, 1_000_000, i => { double s = 0; for (int k = 0; k < 1_000_000; k++) s += Math.Sqrt(k); });")

    def test_a_wait_for_input(self):
        message_id = self.kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        self.kernel.get("stdin")
        self.kernel.manager.interrupt_kernel()
        self.assertEqual(self.kernel.reply(message_id)["content"]["status"], "error")
        self.kernel.outputs(message_id)
        self.assertEqual(self.run_cell("1").value, "1")

    def test_while_the_thread_pool_is_occupied(self):
        self.interrupt(
            "var stop = Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken;"
            "for (int i = 0; i < 200; i++) Task.Run(() => stop.WaitHandle.WaitOne());"
            "while (true) { }"
        )

    def test_a_callback_that_blocks_holds_nothing_up(self):
        self.interrupt(
            "Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken.Register(() => System.Threading.Thread.Sleep(-1));"
            "while (true) { }"
        )

    def test_requests_that_wait_behind_the_interrupted_one_run_if_so_wished(self):
        for _ in range(20):
            first = self.run_cell('Console.WriteLine("running"); while (true) { }', wait=False, stop_on_error=False)
            second = self.run_cell("2", wait=False)
            self.kernel.wait_for_text(first, "running")
            self.kernel.manager.interrupt_kernel()
            self.assertEqual(self.kernel.reply(first)["content"]["status"], "error")
            self.assertEqual(self.kernel.result(second).value, "2")


class IdleInterrupt(unittest.TestCase):
    """An interrupt is for what runs when it comes: never for a cell that is sent later."""

    NOTE = "An interrupt came while no cell ran"

    def setUp(self):
        # Read through another opening of the file than the kernel writes to: one opening has one place, and reading moves it.
        self.folder = tempfile.TemporaryDirectory()
        self.log = pathlib.Path(self.folder.name, "stderr")
        with self.log.open("ab") as written:
            self.kernel = Kernel(log=written)

    def tearDown(self):
        self.kernel.__exit__()
        self.folder.cleanup()

    def wait_for_notes(self, count):
        """Until the kernel has noticed so many signals that were for nothing."""
        end = time.monotonic() + PATIENCE
        while True:
            noticed = self.log.read_text().count(self.NOTE)
            if noticed >= count:
                self.assertEqual(noticed, count)
                return
            self.assertLess(time.monotonic(), end, f"{noticed} of {count} signals were noticed")
            time.sleep(0.002)

    def test_hundreds_of_requests_hit_no_later_cell(self):
        # Not waited for: the cell, sent over another connection, often comes first.
        for number in range(200):
            self.kernel.manager.interrupt_kernel()
            self.assertEqual(self.kernel.run(f"System.Threading.Thread.Sleep({number % 3}); {number}").value, str(number))

    def test_signals_hit_no_later_cell(self):
        if sys.platform == "win32":
            self.skipTest("Windows has no SIGINT between processes")
        # A signal bears no date: that it has come is waited for.
        for number in range(100):
            os.kill(self.kernel.manager.provisioner.pid, signal.SIGINT)
            self.wait_for_notes(number + 1)
            self.assertEqual(self.kernel.run(f"{number}").value, str(number))


class Requests(SharedKernel):
    def ask(self, kind, channel="shell", **content):
        message = self.kernel.client.session.msg(kind, content)
        getattr(self.kernel.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def test_kernel_info_on_control(self):
        reply = self.kernel.reply(self.ask("kernel_info_request", "control"), "control")
        self.assertEqual(reply["content"]["language_info"]["name"], "C#")

    def test_connect(self):
        ports = self.kernel.reply(self.ask("connect_request"))["content"]
        self.assertEqual(ports["shell_port"], self.kernel.manager.shell_port)

    def test_comms_of_unknown_targets_are_closed(self):
        message_id = self.ask("comm_open", comm_id="c1", target_name="nobody", data={})
        closed = [m for m in self.kernel.outputs(message_id) if m["msg_type"] == "comm_close"]
        self.assertEqual([m["content"] for m in closed], [{"comm_id": "c1", "data": {}}])

    def test_messages_to_comms_that_are_none_do_no_harm(self):
        for kind in ("comm_msg", "comm_close"):
            self.kernel.outputs(self.ask(kind, comm_id="c2", data={"a": 1}))
        self.assertEqual(self.kernel.reply(self.ask("comm_info_request"))["content"], {"status": "ok", "comms": {}})

    def test_unknown_requests_do_no_harm(self):
        self.assertEqual(self.kernel.reply(self.ask("surprise_request", a=1))["content"]["status"], "error")
        self.kernel.outputs(self.ask("surprise", a=1))
        self.assertEqual(self.run_cell("1").value, "1")

    def test_the_cells_state_is_asked_for_on_the_shell(self):
        for kind in ("history_request", "complete_request", "inspect_request", "is_complete_request"):
            self.assertEqual(self.kernel.reply(self.ask(kind, "control", code="1", cursor_pos=1), "control")["content"]["status"], "error")

    def test_malformed_requests_are_answered(self):
        for content in ({}, {"code": 5}, {"code": None, "silent": "yes"}, {"code": "1", "user_expressions": []}):
            message_id = self.ask("execute_request", **content)
            self.assertIn(self.kernel.reply(message_id)["content"]["status"], ("ok", "error"))
            self.kernel.outputs(message_id)
        for content in ({"code": "x", "cursor_pos": 99}, {"code": "x", "cursor_pos": -5}, {}):
            for kind in ("complete_request", "inspect_request", "is_complete_request"):
                self.assertIn("status", self.kernel.reply(self.ask(kind, **content))["content"])

    def test_the_heart_beats(self):
        with zmq.Context() as context, context.socket(zmq.REQ) as heart:
            heart.connect(f"tcp://{self.kernel.manager.ip}:{self.kernel.manager.hb_port}")
            for beat in (b"ping", b"", b"x" * 100_000):
                heart.send(beat)
                self.assertTrue(heart.poll(PATIENCE * 1000))
                self.assertEqual(heart.recv(), beat)

    def test_the_heart_beats_while_a_cell_runs(self):
        message_id = self.run_cell('Console.WriteLine("running"); while (true) { }', wait=False)
        self.kernel.wait_for_text(message_id, "running")
        self.test_the_heart_beats()
        self.kernel.manager.interrupt_kernel()
        self.kernel.result(message_id)

    def test_history_of_inputs_and_outputs(self):
        self.run_cell("20 + 1")
        number = self.run_cell("20 + 2").content["execution_count"]
        history = self.kernel.reply(self.kernel.client.history(raw=True, output=True, hist_access_type="tail", n=2))["content"]["history"]
        self.assertEqual([h[1:] for h in history], [[number - 1, ["20 + 1", "21"]], [number, ["20 + 2", "22"]]])

    def test_completion_knows_the_session(self):
        self.run_cell("using System.Threading; class Beam { public double Energy; public void Fire(int shots) { } }\nvar beam = new Beam(); double[] spectrum = [1, 2];")
        for code, expected in (
            ("beam.", {"Display", "Energy", "Fire", "Equals", "GetHashCode", "GetType", "ToString"}),
            ("beam.En", {"Energy"}),
            ("spect", {"spectrum"}),
            ("spectrum.Sel\nvar next = 3;", {"Select", "SelectMany"}),
            ("CancellationTokenS", {"CancellationTokenSource"}),
            ("beam.Fire(shot", {"shots:"}),
            ("new Beam { Ene", {"Energy"}),
            ("spectrum.Select(x => x.CompareT", {"CompareTo"}),
            ('"beam.', set()),
            ("// beam.", set()),
            ("1234", set()),
            ("#!imp", {'#!import "'}),
        ):
            cursor = code.find("\n") if "\n" in code else len(code)
            with self.subTest(code=code):
                content = self.kernel.reply(self.kernel.client.complete(code, cursor))["content"]
                self.assertEqual(set(content["matches"]), expected)

    def test_positions_count_characters_not_their_halves(self):
        code = 'var face = "😀😀"; face.Len'
        content = self.kernel.reply(self.kernel.client.complete(code))["content"]
        self.assertEqual((content["matches"], content["cursor_start"], content["cursor_end"]), (["Length"], len(code) - 3, len(code)))

    def test_inspection_shows_documentation(self):
        self.run_cell("/// <summary>Doubles a number.</summary>\nint Doubled(int number) => 2 * number;")
        for code, expected in (
            ("Doubled", "Doubles a number."),
            ("Doubled(", "int Doubled(int number)"),
            ("Console.WriteLine", "standard output"),
            ("Math.Sqrt(2)", "square root"),
            ("new List<int>", "List<int>"),
        ):
            with self.subTest(code=code):
                content = self.kernel.reply(self.kernel.client.inspect(code))["content"]
                self.assertTrue(content["found"])
                self.assertIn(expected, content["data"]["text/plain"])
                self.assertIn("```csharp", content["data"]["text/markdown"])
        self.assertFalse(self.kernel.reply(self.kernel.client.inspect("nothingOfTheName"))["content"]["found"])

    def test_several_clients_at_once(self):
        other = self.kernel.connect()
        try:
            other.wait_for_ready(timeout=PATIENCE)
            mine, theirs = self.kernel.client.execute("21 * 2"), other.execute("21 * 3")
            self.assertEqual(self.kernel.reply(mine)["parent_header"]["msg_id"], mine)
            self.assertEqual(other.get_shell_msg(timeout=PATIENCE)["parent_header"]["msg_id"], theirs)
            # Both see both on iopub, whichever ran first.
            idle = set()
            while idle < {mine, theirs}:
                message = self.kernel.get("iopub")
                if message["content"].get("execution_state") == "idle":
                    idle.add(message["parent_header"]["msg_id"])
        finally:
            other.stop_channels()


class Signatures(SharedKernel):
    """Messages written by hand, because jupyter_client writes none that are wrong."""

    def setUp(self):
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.connect(f"tcp://{self.kernel.manager.ip}:{self.kernel.manager.shell_port}")

    def tearDown(self):
        self.socket.close()
        self.context.term()

    def frames(self, message_id, signature=None):
        header = {
            "msg_id": message_id, "session": "s", "username": "u", "version": "5.3", "msg_type": "kernel_info_request",
            "date": datetime.datetime.now(datetime.timezone.utc).isoformat(),
        }
        parts = [json.dumps(header).encode(), b"{}", b"{}", b"{}"]
        if signature is None:
            signature = hmac.new(self.kernel.manager.session.key, b"".join(parts), hashlib.sha256).hexdigest().encode()
        return [b"<IDS|MSG>", signature, *parts]

    def answered(self):
        """The request that is answered first."""
        self.assertTrue(self.socket.poll(PATIENCE * 1000))
        frames = self.socket.recv_multipart()
        return json.loads(frames[frames.index(b"<IDS|MSG>") + 3])["msg_id"]

    def test_wrong_ones_are_dropped(self):
        for number, signature in enumerate((b"", b"0" * 64, b"not hexadecimal", b"ab", b"f" * 6400)):
            self.socket.send_multipart(self.frames(f"wrong {number}", signature))
        tampered = self.frames("tampered")
        tampered[5] = b'{"a":1}'
        self.socket.send_multipart(tampered)
        self.socket.send_multipart(self.frames("right"))
        self.assertEqual(self.answered(), "right")

    def test_repeated_ones_are_dropped(self):
        once = self.frames("once")
        self.socket.send_multipart(once)
        self.assertEqual(self.answered(), "once")
        self.socket.send_multipart(once)
        self.socket.send_multipart(self.frames("next"))
        self.assertEqual(self.answered(), "next")

    def test_messages_that_are_none_are_dropped(self):
        for frames in ([b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", b"", b"", b""], [b"a"] * 100, self.frames("x")[1:]):
            self.socket.send_multipart(frames)
        self.socket.send_multipart(self.frames("right"))
        self.assertEqual(self.answered(), "right")


class Life(unittest.TestCase):
    def test_restart_forgets_the_state_and_keeps_the_client(self):
        with Kernel() as kernel:
            kernel.run("var gone = 1;")
            kernel.manager.restart_kernel()
            kernel.client.wait_for_ready(timeout=PATIENCE)
            self.assertEqual(kernel.run("gone").content["ename"], "CS0103")

    def test_shutdown_while_a_cell_runs(self):
        with Kernel() as kernel:
            message_id = kernel.run('Console.WriteLine("running"); while (true) { }', wait=False)
            kernel.wait_for_text(message_id, "running")
            request = kernel.client.session.msg("shutdown_request", {"restart": False})
            kernel.client.control_channel.send(request)
            reply = kernel.reply(request["header"]["msg_id"], "control")
            self.assertEqual(reply["content"], {"status": "ok", "restart": False})
            end = time.monotonic() + PATIENCE
            while kernel.manager.is_alive():
                self.assertLess(time.monotonic(), end)
                time.sleep(0.02)
            self.assertEqual(kernel.manager.provisioner.process.returncode, 0)

    def test_a_crash_is_noticed_and_a_restart_works(self):
        # What calls itself in a cell by name is an error like others; a delegate is only known to when it runs.
        for code, name, reason in (
            ("Func<int, int> deep = null; deep = n => deep(n + 1) + 1; new System.Threading.Thread(() => deep(0), 256 << 10).Start();", "StackOverflow", "a method calls itself without end"),
            ('Environment.FailFast("as asked");', "FailFast", "as asked"),
            ("System.Runtime.InteropServices.Marshal.WriteByte((nint)1 << 40, 1);", "Crash", "memory that is not its own"),
            ('new System.Threading.Thread(() => throw new Exception("as thrown")).Start();', "UnhandledException", "System.Exception: as thrown"),
            ("Environment.Exit(3);", "ProcessExit", "exit code 3"),
        ):
            with self.subTest(code=code), tempfile.TemporaryFile() as log, Kernel(log=log) as kernel:
                # The cell fails as others do, with the reason; those who come too late for that have the log.
                result = kernel.run("System.Threading.Thread.Sleep(100);" + code + "System.Threading.Thread.Sleep(-1);")
                self.assertEqual(result.content["ename"], name)
                self.assertIn(reason, result.content["evalue"])
                error = result.of("error")[0]
                self.assertEqual({k: result.content[k] for k in ("ename", "evalue", "traceback")}, error)
                self.assertIn("its variables are gone", error["traceback"][-1])
                end = time.monotonic() + PATIENCE
                while kernel.manager.is_alive():
                    self.assertLess(time.monotonic(), end)
                    time.sleep(0.02)
                self.assertNotEqual(kernel.manager.provisioner.process.returncode, 0)
                if name != "ProcessExit":
                    log.seek(0)
                    self.assertGreater(len(log.read()), 20)
                kernel.manager.restart_kernel()
                kernel.client.wait_for_ready(timeout=PATIENCE)
                self.assertEqual(kernel.run("1").value, "1")

    def test_a_kernel_whose_front_end_died_meanwhile_ends_too(self):
        if sys.platform == "win32":
            self.skipTest("Windows hands the kernel a handle to its parent")
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        with tempfile.TemporaryDirectory() as folder:
            file, _ = write_connection_file(os.path.join(folder, "connection.json"))
            command = [part.replace("{connection_file}", file) for part in KernelSpecManager().get_kernel_spec(NAME).argv]
            kernel = subprocess.Popen(command, env={**os.environ, "JPY_PARENT_PID": str(gone.pid)})
            try:
                self.assertEqual(kernel.wait(PATIENCE), 0)
            finally:
                kernel.kill()

    def test_a_kernel_whose_front_end_kills_what_it_started_ends_too(self):
        with Kernel() as kernel:
            process = kernel.process
            kernel.run('Console.WriteLine("running"); while (true) { }', wait=False)
            # This one alone, as on Windows.
            os.kill(kernel.manager.provisioner.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            process.wait(PATIENCE)

    def test_over_unix_sockets(self):
        if sys.platform == "win32":
            self.skipTest("libzmq has no ipc there")
        with Kernel(transport="ipc") as kernel:
            self.assertEqual(kernel.run("6 * 7").value, "42")
            path = f"{kernel.manager.ip}-{kernel.manager.shell_port}"
            self.assertTrue(os.path.exists(path))
        self.assertFalse(os.path.exists(path))


def suite(names):
    """Everything, or the classes and methods named."""
    loader = unittest.defaultTestLoader
    module = sys.modules[__name__]
    return loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)


if __name__ == "__main__":
    main(suite(sys.argv[1:]))
