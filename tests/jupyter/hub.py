"""A class with JupyterHub: hub.py COUNT students log in at once, and each runs a cell with our kernel through the hub.

The hub is the one of docs/jupyterhub_config.py, except that it lets in anybody and runs everything as the present user.
"""

import asyncio
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kernel_under_test import NAME, PATIENCE
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

COURSE = Path(__file__).resolve().parents[2]
TOKEN = secrets.token_hex(16)
LONG = 4 * PATIENCE


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(folder, url):
    return f"""
load_subconfig({str(COURSE / "docs" / "jupyterhub_config.py")!r})
c.JupyterHub.bind_url = {url!r}
c.JupyterHub.hub_port = {free_port()}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{free_port()}"
c.ConfigurableHTTPProxy.pid_file = {os.path.join(folder, "proxy.pid")!r}
c.JupyterHub.cookie_secret_file = {os.path.join(folder, "cookie")!r}
c.JupyterHub.db_url = "sqlite:///" + {os.path.join(folder, "hub.sqlite")!r}
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {os.path.join(folder, "home", "{username}")!r}
c.Spawner.environment = {{**c.Spawner.environment, "JUPYTER_PATH": {os.environ.get("JUPYTER_PATH", "")!r}}}
c.Spawner.args = [*c.Spawner.args, "--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {PATIENCE}
c.JupyterHub.services = [{{"name": "class", "api_token": {TOKEN!r}}}]
c.JupyterHub.load_roles = [{{"name": "class", "services": ["class"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}]
"""


async def ask(url, method="GET", body=None):
    request = HTTPRequest(
        url, method, {"Authorization": f"token {TOKEN}"}, json.dumps(body or {}) if method == "POST" else None, request_timeout=LONG, connect_timeout=LONG
    )
    reply = await AsyncHTTPClient(max_clients=100).fetch(request)
    return json.loads(reply.body) if reply.body else None


async def until(condition, what):
    end = time.monotonic() + LONG
    while not await condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        await asyncio.sleep(0.3)


async def student(url, number):
    name = f"student{number}"
    begun = time.perf_counter()
    await ask(f"{url}/hub/api/users/{name}", "POST")
    await ask(f"{url}/hub/api/users/{name}/server", "POST")

    async def ready():
        return (await ask(f"{url}/hub/api/users/{name}"))["servers"].get("", {}).get("ready", False)

    await until(ready, f"{name}'s server")
    served = time.perf_counter()
    # As the page of a notebook does, so that the kernel runs in its folder.
    opened = {"type": "notebook", "name": "own.ipynb", "path": "notebooks/own.ipynb", "kernel": {"name": NAME}}
    session = await ask(f"{url}/user/{name}/api/sessions", "POST", opened)
    channels = f"{url}/user/{name}/api/kernels/{session['kernel']['id']}/channels".replace("http://", "ws://")
    connection = await websocket_connect(HTTPRequest(channels, headers={"Authorization": f"token {TOKEN}"}, request_timeout=LONG, connect_timeout=LONG))
    header = {"msg_id": name, "username": name, "session": name, "msg_type": "execute_request", "version": "5.3"}
    code = f'#r "../lib/bin/Course.dll"\nEnumerable.Range(1, {number}).Sum()' if (COURSE / "lib" / "bin" / "Course.dll").exists() else f"Enumerable.Range(1, {number}).Sum()"
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    await connection.write_message(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}))
    value = None
    while True:
        text = await asyncio.wait_for(connection.read_message(), LONG)
        assert text is not None, f"{name}'s kernel went away"
        message = json.loads(text)
        if message["parent_header"].get("msg_id") != name:
            continue
        assert message["msg_type"] != "error", message["content"]
        if message["msg_type"] == "execute_result":
            value = message["content"]["data"]["text/plain"]
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
    assert value == str(number * (number + 1) // 2), (name, value)
    connection.close()
    finished = time.perf_counter()
    await ask(f"{url}/user/{name}/api/sessions/{session['id']}", "DELETE")
    await ask(f"{url}/hub/api/users/{name}/server", "DELETE")
    return served - begun, finished - served


async def lesson(url, count, hub):
    async def answers():
        assert hub.poll() is None, "the hub has ended"
        try:
            return await ask(f"{url}/hub/api/")
        except (HTTPClientError, OSError):
            return None

    await until(answers, "the hub")
    begun = time.perf_counter()
    times = await asyncio.gather(*(student(url, number) for number in range(1, count + 1)))
    print(f"{len(times)} students had their server after {max(t[0] for t in times):.1f} s at most, and their first result at most {max(t[1] for t in times):.1f} s "
          f"later; everybody was done after {time.perf_counter() - begun:.1f} s")


def main(count):
    with tempfile.TemporaryDirectory() as folder:
        url = f"http://127.0.0.1:{free_port()}"
        file = os.path.join(folder, "jupyterhub_config.py")
        with open(file, "w", encoding="utf-8") as config:
            config.write(configuration(folder, url))
        with open(os.path.join(folder, "log"), "w+", encoding="utf-8") as log:
            # Debian's proxy needs Debian's modules, which another build of node does not look for by itself.
            environment = {"NODE_PATH": "/usr/share/nodejs", **os.environ}
            hub = subprocess.Popen([sys.executable, "-m", "jupyterhub", "-f", file], cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
            try:
                asyncio.run(lesson(url, count, hub))
            except BaseException:
                log.seek(0)
                print(log.read()[-5000:])
                raise
            finally:
                hub.terminate()
                hub.wait(PATIENCE)


if __name__ == "__main__":
    main(int(sys.argv[1]))
