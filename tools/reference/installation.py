"""A daemon and a gateway of their own, with all that a caller needs, for as long as a check runs."""

import contextlib
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

SCOPES = ["users:read", "users:create", "users:write-phone", "users:check", "phones:export"]


@dataclass
class Installation:
    url: str
    key: str
    token: str

    @property
    def headers(self):
        """The credentials of every family."""
        return {
            "X-API-Key": self.key,
            "Authorization": f"Bearer {self.token}",
            "cv-api-key": self.key,
            "X-Authy-API-Key": self.key,
        }


def start(programs, name, arguments, until, folder):
    """Starts a program; gives it and the line of its log that says it serves."""
    log = open(folder / f"{name}.log", "w+", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ROLLCALL_")}
    process = subprocess.Popen(
        [programs / name, *arguments], stderr=subprocess.PIPE, text=True, env=environment
    )
    for line in process.stderr:
        if until in line:
            # The rest must be read by somebody.
            subprocess.Popen(["cat"], stdin=process.stderr, stdout=log)
            return process, line
    raise SystemExit(f"{name} did not start")


@contextlib.contextmanager
def installation(programs):
    """Users, an organization, a key and a token; ends both programs."""
    programs = Path(programs)
    with tempfile.TemporaryDirectory(prefix="rollcall-") as path, contextlib.ExitStack() as stack:
        folder = Path(path)
        socket = folder / "d" / "rollcall.sock"

        def rollcall(*arguments, remote=True):
            end = ["--socket", socket] if remote else []
            done = subprocess.run(
                [programs / "rollcall", *arguments, *end],
                check=True, capture_output=True, text=True,
            )
            return done.stdout.strip()

        def serve(name, arguments, until):
            process, line = start(programs, name, arguments, until, folder)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return line

        serve("rollcalld", ["--data-dir", folder / "d"], "serving")
        organization = rollcall("org", "create", "Reference")
        scopes = [part for scope in SCOPES for part in ("--scope", scope)]
        key = rollcall("key", "create", "--organization", organization, *scopes)
        rollcall("token", "keygen", folder / "keys", remote=False)
        token = rollcall(
            "token", "mint", "--key", folder / "keys" / "signing-key.json", "--subject",
            "reference", "--scope", " ".join(SCOPES), remote=False,
        )
        # The user of the export's example, whose id no request that is made up will hit upon.
        rollcall("user", "create", "jane@example.com", "--uuid", "export-8c1f5d0e7a")
        rollcall("user", "set-phone", "export-8c1f5d0e7a", "+1-444-555-6666")
        rollcall("user", "create", "john@example.com", "--uuid", "example_string")
        rollcall("user", "set-phone", "example_string", "+1-555-0123")
        line = serve(
            "rollcall-gateway",
            ["--socket", socket, "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0",
             "--jwt-keys", folder / "keys" / "jwks.json"],
            "listening",
        )
        host = re.search(r"clients=(\S+)", line).group(1)
        yield Installation(f"http://{host}", key, token)
