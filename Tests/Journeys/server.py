"""The real server, on a free port, with the demonstration's accounts."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request


class Server:
    def __init__(self, log_path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(log_path, "w", encoding="utf-8")
        command = [os.environ["TROUSSE_EXECUTABLE"], "serve", "--demonstration", "--port", str(port)]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        self._await()

    def _await(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"le serveur s’est arrêté ({self.process.returncode}) : {self.said()}")
            try:
                with urllib.request.urlopen(self.url + "/sante", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError("le serveur n’a pas répondu en une minute")

    def said(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8") as log:
            return log.read()[-2000:]

    def stop(self):
        """SIGTERM, as a service manager does: it has to end by itself."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None
        finally:
            self.log.close()
