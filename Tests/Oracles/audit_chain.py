"""Vectors for Tests/VoicePipelineTests/Dialer/Audit: python3 audit_chain.py (no packages).

Without a word it prints Tests/VoicePipelineTests/Vectors/audit.csv: the log that AuditChainTests
writes. Lines, quotes, hashes and the chain are made here anew, with hashlib, hmac and csv. With a
file it verifies the chain of any log: python3 audit_chain.py audit.csv.gz
"""
import csv
import datetime
import gzip
import hashlib
import hmac
import io
import sys

COLUMNS = ("sequence,time_ms,utc,decided_by,campaign,subject,attempt,call,event,rule,citation,"
           "data,chain")
START = datetime.datetime(2026, 3, 2, 14, 59, 58, 250000, tzinfo=datetime.timezone.utc)
KEY = b"simrun audit subjects 42"


def record(fields):
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(fields)
    return text.getvalue()


def subject(phone):
    return hmac.new(KEY, b"+1%010d" % phone, hashlib.sha256).hexdigest()[:16]


class Log:
    def __init__(self):
        self.lines, self.chain = [COLUMNS], b""

    def line(self, microseconds, who, campaign, phone, attempt, call, event, rule, cite, data):
        civil = START + datetime.timedelta(microseconds=microseconds)
        text = record([
            len(self.lines) - 1, "%d.%03d" % divmod(microseconds, 1000),
            civil.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (civil.microsecond // 1000),
            who, campaign, subject(phone) if phone else "", attempt, call, event, rule, cite, data,
        ])
        self.chain = hashlib.sha256(self.chain + text.encode()).digest()
        self.lines.append(text + "," + self.chain.hex())


def vector():
    log = Log()
    mark = hmac.new(KEY, b"fingerprint", hashlib.sha256).hexdigest()[:8]
    log.line(0, "dialer", "", 0, "", "", "opened", "", "",
             "schema=1; run=vector; seed=#%016x; scenario=%s; start=2026-03-02T14:59:58.25Z; "
             "subject_key=%s; retention=collections; retention_years=3; "
             "retain_until=2029-03-02; policy=hours 08:00-21:00, require_consent true"
             % (42, hashlib.sha256(b"scenario").hexdigest(), mark))
    log.line(0, "gate", "spring", 2122340001, "", "", "held_back", "calling_hours",
             "47 CFR 64.1200(c)(1)", "local 07:59:58 America/Chicago; opens 08:00")
    log.line(1250, "dialer", "spring", 2122340002, 1, 1, "dialled", "", "",
             "over north; waited 1.250 ms")
    log.line(1750000, "dialer", "spring", 2122340002, 1, 1, "rerouted", "", "",
             "from north to south; outcome carrierFailure")
    log.line(1750000, "gate", 'say "hi", twice', 3032340003, 2, "", "do_not_call_joined",
             "do_not_call", "47 CFR 64.1200(c)(2)",
             "asked at [#%s], wrote to [redacted]" % subject(3032340003))
    log.line(91000999, "agent", "spring", 2122340002, 1, 1, "ended", "", "",
             "outcome completed; over south; held 85.210 s")
    head = log.chain.hex()
    log.line(91000999, "dialer", "", 0, "", "", "sealed", "", "",
             "entries=%d; head=%s" % (len(log.lines) - 2, head))
    return "\n".join(log.lines) + "\n"


def verify(path):
    with (gzip.open(path) if path.endswith(".gz") else open(path, "rb")) as file:
        lines = file.read().split(b"\n")
    assert lines.pop() == b"" and lines.pop(0).decode() == COLUMNS
    chain = b""
    for number, line in enumerate(lines):
        text, said = line.rsplit(b",", 1)
        chain = hashlib.sha256(chain + text).digest()
        assert text.split(b",")[0] == b"%d" % number and chain.hex() == said.decode(), number
    print("whole: %d entries, seal %s" % (len(lines) - 2, chain.hex()))


if __name__ == "__main__":
    verify(sys.argv[1]) if len(sys.argv) > 1 else sys.stdout.write(vector())
