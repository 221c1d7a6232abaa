"""A stand-in for clamd on a unix socket: speaks INSTREAM, finds a virus in what holds «EICAR», and may be told to say nothing.

Usage: faux_clamd.py SOCKET FILE-THAT-SILENCES-IT
Ends with its standard input, hence with the test, whatever happens to the test.
"""

import os
import socketserver
import struct
import sys
import threading


class Demande(socketserver.StreamRequestHandler):
    def handle(self):
        if os.path.exists(sys.argv[2]):
            return
        assert self.rfile.read(10) == b"zINSTREAM\0"
        recu = b""
        while taille := struct.unpack(">I", self.rfile.read(4))[0]:
            recu += self.rfile.read(taille)
        self.wfile.write(b"stream: Essai-Virus FOUND\0" if b"EICAR" in recu else b"stream: OK\0")


class Serveur(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def veiller():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=veiller, daemon=True).start()
with Serveur(sys.argv[1], Demande) as serveur:
    print("prêt", flush=True)
    serveur.serve_forever()
