"""One sealed file of a run, written by another hand: what OpenSSLCipherTests compares with.

    python3 Tests/Oracles/sealed_file.py        # needs the package cryptography

Prints the file in hexadecimal digits: the first line, then ciphertext and tag.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = bytes(range(32))
RUN = "ab" * 32
NAME = "calls/17.json"
CONTENT = b"words"


def code(purpose, *parts):
    message = "\n".join(["simrun seal 1", purpose, *parts]).encode()
    return hmac.new(KEY, message, hashlib.sha256).digest()


fingerprint = code("fingerprint")[:8].hex()
nonce = code("nonce", RUN, NAME, hashlib.sha256(CONTENT).hexdigest())[:12]
head = f"simrun-sealed 1 AES-256-GCM key={fingerprint} nonce={nonce.hex()} run={RUN} file={NAME}\n"
sealed = AESGCM(code("file key", RUN, NAME)).encrypt(nonce, CONTENT, head.encode())
print((head.encode() + sealed).hex())
