"""Plays systemd: passes a socket as descriptor 3, listens for what the daemon tells, and prints
what happened, a line for each step. Usage: supervise.py SCENE ROLLCALLD FOLDER"""
import os
import signal
import socket
import struct
import subprocess
import sys

PATIENCE = 60


class Scene:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.path = os.path.join(folder, "s")
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(self.path)
        self.listener.listen(128)
        # An abstract name, as systemd's may be.
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.name = "rollcall-test-%d" % os.getpid()
        self.notify.bind("\0" + self.name)
        self.notify.settimeout(PATIENCE)

    def start(self, *arguments, watchdog=None, passed=None, own_socket=False):
        passed = self.listener.fileno() if passed is None else passed
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ROLLCALL_")}
        environment["NOTIFY_SOCKET"] = "@" + self.name
        if watchdog:
            environment["WATCHDOG_USEC"] = str(watchdog)
        # LISTEN_PID is the daemon's own: a shell sets it and becomes the daemon.
        set_up = "" if own_socket else "export LISTEN_FDS=1 LISTEN_PID=$$ LISTEN_FDNAMES=rollcall; "
        redirect = "" if own_socket else " 3<&%d" % passed
        command = set_up + 'exec "$0" "$@"' + redirect
        return subprocess.Popen(
            ["bash", "-c", command, self.program, "--data-dir", os.path.join(self.folder, "d"),
             *arguments],
            env=environment, pass_fds=[passed], stderr=subprocess.PIPE, text=True)

    def told(self):
        return self.notify.recv(4096).decode()


def health(path):
    """One call of grpc.health.v1; whether it was answered without a status."""
    service, method = b"grpc.health.v1.Health", b"Check"
    envelope = (b"\x0a" + bytes([len(service)]) + service + b"\x12" + bytes([len(method)]) + method)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(PATIENCE)
        client.connect(path)
        client.sendall(struct.pack(">IIBB", len(envelope), 1, 1, 0) + envelope)
        answer = client.recv(4096)
    return len(answer) > 10 and answer[8] == 2 and answer[10:11] == b"\x12"


def check(holds, what):
    print(what if holds else "NOT: " + what, flush=True)


def activation(scene):
    daemon = scene.start()
    check(scene.told() == "READY=1\nMAINPID=%d\n" % daemon.pid, "READY with the daemon's MAINPID")
    check(health(scene.path), "health answered")
    # Nobody that the daemon might start gets it.
    with open("/proc/%d/fdinfo/3" % daemon.pid) as info:
        flags = [line.split()[1] for line in info if line.startswith("flags:")][0]
    check(int(flags, 8) & os.O_CLOEXEC, "the descriptor is closed on exec")
    daemon.send_signal(signal.SIGTERM)
    check(scene.told() == "STOPPING=1\n", "STOPPING")
    check(daemon.wait(PATIENCE) == 0, "exit 0")
    check(os.path.exists(scene.path), "the file stays")


def watchdog(scene):
    daemon = scene.start(watchdog=400_000)
    scene.told()
    beats = [scene.told() for _ in range(3)]
    check(beats == ["WATCHDOG=1\n"] * 3, "three times WATCHDOG")
    os.unlink(scene.path)
    check(not os.path.exists(scene.path), "the path is gone")
    for line in daemon.stderr:
        if "does not answer itself" in line:
            check(True, "the daemon says so")
            break
    scene.notify.setblocking(False)
    try:
        while True:
            scene.told()
    except BlockingIOError:
        pass
    scene.notify.settimeout(1)
    try:
        check(scene.told() is None, "nothing more is told")
    except TimeoutError:
        check(True, "nothing more is told")
    daemon.send_signal(signal.SIGTERM)
    check(daemon.wait(PATIENCE) == 0, "exit 0")


def take_over(scene):
    first = scene.start()
    check(scene.told() == "READY=1\nMAINPID=%d\n" % first.pid, "first READY")
    second = scene.start("--take-over")
    check(scene.told() == "READY=1\nMAINPID=%d\n" % second.pid, "second READY")
    check(first.wait(PATIENCE) == 0, "first exit 0")
    check(health(scene.path) and health(scene.path), "health answered on both")
    second.send_signal(signal.SIGTERM)
    check(second.wait(PATIENCE) == 0, "exit 0")
    check(os.path.exists(scene.path), "the file stays")


def not_a_socket(scene):
    with open(os.devnull) as nothing:
        daemon = scene.start(passed=nothing.fileno())
        errors = daemon.stderr.read()
        check(daemon.wait(PATIENCE) == 1, "exit 1")
        check(len(errors.splitlines()) == 1, "1 line")


SCENES = {
    "activation": activation, "watchdog": watchdog, "take-over": take_over,
    "not-a-socket": not_a_socket,
}
SCENES[sys.argv[1]](Scene(sys.argv[2], sys.argv[3]))
