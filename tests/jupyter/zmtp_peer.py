"""Plays the other side of one of our sockets with libzmq: zmtp_peer.py SCENARIO ENDPOINT. Exit code 0 if all was as it should be."""

import os
import sys

import zmq
from zmq.utils.monitor import recv_monitor_message

PATIENCE = 120_000
CONTEXT = zmq.Context()


def connect(kind, endpoint, identity=None, **options):
    socket = CONTEXT.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = PATIENCE
    if identity:
        socket.identity = identity
    for name, value in options.items():
        setattr(socket, name, value)
    socket.connect(endpoint)
    return socket


def dealer(endpoint):
    """Our ROUTER sends every message back to where it came from."""
    peers = [connect(zmq.DEALER, endpoint, identity) for identity in (b"one", b"\xff" * 255, None)]
    messages = [
        [b"a"],
        [b"", b""],
        [b"x" * 255, b"x" * 256, b"x" * 70_000],
        [bytes([n % 256]) for n in range(300)],
        [os.urandom(3_000_000), b""],
    ]
    for message in messages:
        for number, peer in enumerate(peers):
            peer.send_multipart([b"%d" % number, *message])
        for number, peer in enumerate(peers):
            assert peer.recv_multipart() == [b"%d" % number, *message]


def req(endpoint):
    for _ in range(3):
        with connect(zmq.REQ, endpoint) as peer:
            peer.send_multipart([b"question", b""])
            assert peer.recv_multipart() == [b"question", b""]


def reconnect(endpoint):
    """The same routing id again and again, also before the former connection is gone."""
    kept = []
    for number in range(20):
        peer = connect(zmq.DEALER, endpoint, b"me")
        peer.send(b"%d" % number)
        assert peer.recv() == b"%d" % number
        if number % 2:
            peer.close()
        else:
            kept.append(peer)


def subscribe(endpoint):
    """Our PUB sends numbered messages under the topics a, ab, b and end, over and over, as long as somebody is there."""
    all_of_it = connect(zmq.SUB, endpoint)
    all_of_it.subscribe(b"")
    prefix = connect(zmq.SUB, endpoint)
    prefix.subscribe(b"a")
    twice = connect(zmq.SUB, endpoint)
    twice.subscribe(b"b")
    twice.subscribe(b"b")
    raw = connect(zmq.XSUB, endpoint)
    raw.send(b"\x01ab")
    seen = {all_of_it.recv_multipart()[0] for _ in range(40)}
    assert seen == {b"a", b"ab", b"b", b"end"}, seen
    assert {prefix.recv_multipart()[0] for _ in range(20)} == {b"a", b"ab"}
    assert {raw.recv_multipart()[0] for _ in range(20)} == {b"ab"}
    twice.unsubscribe(b"b")
    assert twice.recv_multipart()[0] == b"b"
    twice.subscribe(b"end")
    twice.unsubscribe(b"b")
    while twice.recv_multipart()[0] != b"end":
        pass
    # What was on its way has come; from now on there is nothing but "end".
    last = [twice.recv_multipart()[0] for _ in range(50)]
    assert last[-10:] == [b"end"] * 10, last


def heartbeat(endpoint):
    """Pings that are not answered would end the connection after 100 ms."""
    peer = connect(zmq.DEALER, endpoint, heartbeat_ivl=20, heartbeat_timeout=100, heartbeat_ttl=1000)
    monitor = peer.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    peer.send(b"before")
    assert peer.recv() == b"before"
    assert not monitor.poll(600), recv_monitor_message(monitor)
    peer.send(b"after")
    assert peer.recv() == b"after"


def wrong_kind(endpoint):
    """A PULL has no business with our ROUTER, and is told so."""
    peer = CONTEXT.socket(zmq.PULL)
    peer.linger = 0
    monitor = peer.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL)
    peer.connect(endpoint)
    assert monitor.poll(PATIENCE)
    dealer(endpoint)


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2])
    # The context's own end may wait for peers; the process need not.
    sys.stdout.flush()
    os._exit(0)
