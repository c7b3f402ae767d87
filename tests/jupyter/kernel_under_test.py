"""Starts our kernel through jupyter_client, as every front end does, and talks to it.

COURSE_KERNEL names the kernelspec to start; JUPYTER_PATH leads to it.
"""

import os
import queue
import signal
import time

import psutil
from jupyter_client.manager import KernelManager

NAME = os.environ.get("COURSE_KERNEL", ".net-csharp")
# Generous, for machines with much else to do; nothing here waits that long unless it has failed.
PATIENCE = 120

# A shell lets what it runs in the background ignore SIGINT, and so would the kernels started here.
signal.signal(signal.SIGINT, signal.default_int_handler)


class Kernel:
    """A running kernel and one client of it."""

    def __init__(self, log=None, **manager_options):
        self.manager = KernelManager(kernel_name=NAME, **manager_options)
        self.started = time.perf_counter()
        self.manager.start_kernel(stderr=log)
        self.client = self.connect()
        self.client.wait_for_ready(timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=self.manager.is_alive() is False)

    @property
    def process(self):
        """Where the cells run: a child of the process that Jupyter starts."""
        return psutil.Process(self.manager.provisioner.pid).children()[0]

    def connect(self):
        client = self.manager.client()
        client.start_channels()
        return client

    def run(self, code, answer=None, wait=True, **options):
        """Executes code; gives what came of it."""
        message_id = self.client.execute(code, allow_stdin=answer is not None, **options)
        return self.result(message_id, answer) if wait else message_id

    def result(self, message_id, answer=None):
        """Waits for the reply to a request and for all its outputs."""
        outputs = self.outputs(message_id, answer)
        return Result(self.reply(message_id), outputs)

    def reply(self, message_id, channel="shell"):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            message = self.get(channel)
            if message["parent_header"].get("msg_id") == message_id:
                return message
        raise TimeoutError("no reply")

    def outputs(self, message_id, answer=None):
        """All messages on iopub that belong to a request, from busy to idle."""
        messages = []
        while True:
            if answer is not None:
                try:
                    asked = self.client.get_stdin_msg(timeout=0)
                    assert asked["msg_type"] == "input_request", asked
                    assert asked["parent_header"]["msg_id"] == message_id, asked
                    self.client.input(answer.pop(0) if isinstance(answer, list) else answer)
                except queue.Empty:
                    pass
            try:
                message = self.get("iopub", 0.05 if answer is not None else PATIENCE)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") != message_id:
                continue
            messages.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages

    def wait_for_text(self, message_id, text):
        """Waits until a cell has printed something, so that it is known to run."""
        printed = ""
        while text not in printed:
            message = self.get("iopub")
            if message["msg_type"] == "stream" and message["parent_header"].get("msg_id") == message_id:
                printed += message["content"]["text"]
        return printed

    def get(self, channel, timeout=PATIENCE):
        return getattr(self.client, f"get_{channel}_msg")(timeout=timeout)


class Result:
    """A reply and the outputs before it."""

    def __init__(self, reply, outputs):
        self.reply = reply
        self.content = reply["content"]
        self.status = self.content["status"]
        self.outputs = outputs

    def of(self, kind):
        return [m["content"] for m in self.outputs if m["msg_type"] == kind]

    def stream(self, name="stdout"):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    @property
    def value(self):
        values = self.of("execute_result")
        return values[0]["data"]["text/plain"] if values else None
