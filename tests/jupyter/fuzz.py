"""Sends a live kernel what no front end would: fuzz.py ROUNDS. It must stay alive, go on answering, and not grow.

Half of the rounds damage a conversation of ZMTP, byte by byte, on any of the five ports; the other half are messages whose signature is right
and whose content is not what it should be. The same rounds come each time. With 100,000 this takes some minutes.
"""

import json
import os
import random
import socket
import struct
import sys
import time

import zmq
from kernel_under_test import PATIENCE, Kernel

GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x01" + b"NULL".ljust(20, b"\0") + bytes(32)
REQUESTS = (
    "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "kernel_info_request", "connect_request",
    "comm_info_request", "comm_open", "comm_msg", "comm_close", "interrupt_request", "input_reply", "surprise_request", "", "_request", "shell",
)
FIELDS = (
    "code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error", "cursor_pos", "detail_level", "hist_access_type", "pattern",
    "n", "session", "start", "stop", "raw", "output", "unique", "comm_id", "target_name", "data", "value",
)
# Nothing of this takes long or ends the process, however it is cut.
CODES = (
    "1 + 1", "Console.WriteLine(\"a\");", "#r \"nothing.dll\"", "#!markdown\n# a", "var x = new List<int>", "\"😀", "/* never closed", "#!", "#load \"", "@@", "{{{{", "\0",
    "Math.Sqrt?", "throw new Exception();", "class A { public int B => 1; }\nnew A()", "$\"{1:{2", "#!import \"a.csx\"", "display(1);", "]]>", "\\u0061 = 1", "\ud800",
)


def frame(body, flags=0):
    return struct.pack(">BQ", flags | 2, len(body)) + body if len(body) > 255 else bytes((flags, len(body))) + body


def command(name, data=b""):
    return frame(bytes((len(name),)) + name + data, 4)


def prop(name, value):
    return bytes((len(name),)) + name + struct.pack(">I", len(value)) + value


def conversation(rng, kind):
    ready = command(b"READY", prop(b"Socket-Type", kind) + prop(b"Identity", rng.randbytes(rng.choice((0, 1, 5, 255)))))
    parts = [frame(rng.randbytes(rng.choice((0, 1, 255, 256, 5000))), rng.choice((0, 1))) for _ in range(rng.randrange(1, 6))]
    extra = [command(b"PING", b"\0\0abc"), command(b"SUBSCRIBE", b""), command(b"CANCEL", b"x"), command(b"ERROR", b"\1a"), frame(b"\1status"), b""]
    return GREETING + ready + b"".join(parts) + rng.choice(extra) + frame(b"last")


def damaged(rng, data):
    data = bytearray(data)
    for _ in range(rng.randrange(0, 8)):
        at = rng.randrange(min(len(data), rng.choice((12, 90, 10_000))))
        how = rng.randrange(5)
        if how == 0:
            data[at] = rng.randrange(256)
        elif how == 1:
            data[at] ^= 1 << rng.randrange(8)
        elif how == 2:
            del data[at : at + rng.randrange(1, 30)]
        elif how == 3:
            data[at:at] = rng.randbytes(rng.randrange(1, 30))
        else:
            data[at:at] = b"\2" + struct.pack(">Q", rng.choice((0, 255, 1 << 20, (1 << 26) + 1, 1 << 31, 1 << 62, (1 << 64) - 1)))
        if not data:
            data = bytearray(b"\xff")
    return bytes(data)


def converse(rng, ip, ports, kept):
    """One damaged conversation; some are left open, as by a program that hangs."""
    connection = socket.create_connection((ip, rng.choice(ports)), timeout=PATIENCE)
    data = damaged(rng, conversation(rng, rng.choice((b"DEALER", b"SUB", b"REQ", b"ROUTER", b"PUSH", b"", b"x" * 300))))
    try:
        while data:
            piece = rng.choice((1, 64, len(data)))
            connection.sendall(data[:piece])
            data = data[piece:]
    except OSError:
        pass  # sent away, as it should be
    if rng.random() < 0.05:
        kept.append(connection)
        if len(kept) > 100:
            kept.pop(rng.randrange(len(kept))).close()
    else:
        connection.close()


def anything(rng, depth=0):
    pick = rng.randrange(9 if depth < 3 else 7)
    if pick < 2:
        code = rng.choice(CODES)
        return code[: rng.randrange(len(code) + 1)]
    if pick == 2:
        return rng.choice((0, 1, -1, 2**31, -(2**31) - 1, 2**63, 10**400, 1.5, -0.0, 1e308))
    if pick == 3:
        return rng.choice((True, False, None))
    if pick == 4:
        return rng.choice(("tail", "range", "search", "*", "?", "", "a" * rng.randrange(2000)))
    if pick < 7:
        return rng.choice(CODES)
    if pick == 7:
        return [anything(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice(FIELDS): anything(rng, depth + 1) for _ in range(rng.randrange(4))}


def ask(rng, session, sockets):
    """A message whose signature is right, over shell, control or stdin."""
    header = session.msg_header(rng.choice(REQUESTS))
    content = {field: anything(rng) for field in rng.sample(FIELDS, rng.randrange(6))}
    if header["msg_type"] == "execute_request":
        # Not to wait for an answer that nobody gives.
        content["allow_stdin"] = False
    if rng.random() < 0.2:
        header[rng.choice(list(header))] = anything(rng)
    texts = [json.dumps(part, default=str).encode() for part in (header, {}, {}, content)]
    if rng.random() < 0.1:
        texts[rng.randrange(4)] = rng.choice((b"", b"[" * 100_000, b'{"a":' * 1000 + b"}" * 1000, b"\xff\xfe", b"null", b'"text"', b'{"msg_type":1}', b"{}{}", rng.randbytes(50)))
    frames = [b"<IDS|MSG>", session.sign(texts), *texts, *([b"buffer"] * rng.randrange(3))]
    rng.choice(sockets).send_multipart(frames)


def answers(kernel):
    """Whether a new client's cell runs, after all that is in front of it."""
    client = kernel.connect()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        message_id = client.execute("6 * 7", store_history=False)
        while (reply := client.get_shell_msg(timeout=PATIENCE))["parent_header"]["msg_id"] != message_id:
            pass
        # Aborted with the cells that failed in front of it.
        return reply["content"]["status"] in ("ok", "aborted")
    finally:
        client.stop_channels()


def connect(context, manager, port):
    peer = context.socket(zmq.DEALER)
    peer.linger = 0
    peer.connect(f"tcp://{manager.ip}:{port}")
    return peer


def main(rounds):
    with open(os.devnull, "wb") as log, Kernel(log=log) as kernel, zmq.Context() as context:
        manager = kernel.manager
        ports = [manager.shell_port, manager.control_port, manager.stdin_port, manager.iopub_port, manager.hb_port]
        sockets = [connect(context, manager, port) for port in (manager.shell_port, manager.shell_port, manager.control_port, manager.stdin_port)]
        process = kernel.process
        kept, begun, first = [], time.monotonic(), None
        for number in range(rounds):
            rng = random.Random(number)
            if number % 2:
                converse(rng, manager.ip, ports, kept)
            else:
                ask(rng, kernel.client.session, sockets)
            if number % 200 == 199:
                assert answers(kernel), f"round {number}"
                for peer in sockets:
                    while peer.poll(0):
                        peer.recv_multipart()
                resident = process.memory_info().rss >> 20
                first = first or resident
                assert resident < first + 1000, f"{resident} MB after round {number}, {first} MB at first"
        for connection in (*kept, *sockets):
            connection.close()
        assert answers(kernel)
        assert kernel.run("6 * 7").value == "42"
        print(f"{rounds} rounds in {time.monotonic() - begun:.0f} s; {first} MB at first, {process.memory_info().rss >> 20} MB at the end, {process.num_threads()} threads")


if __name__ == "__main__":
    main(int(sys.argv[1]))
