"""The stock `openai` package and curl as clients of `simrun emulate`.

    openai_client.py SIMRUN
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time

import openai
from interop import Checks, Emulator, Mismatch, holds, raises, same

FAST = ("agent.llm.time_to_first_token=50ms", "agent.llm.tokens_per_second=200")
SLOW = ("agent.llm.time_to_first_token=50ms", "agent.llm.tokens_per_second=6")
MESSAGES = [
    {"role": "system", "content": "You make appointments."},
    {"role": "user", "content": "When is there a free slot?"},
]


def named(number):
    """The headers that decide what the simulated model draws."""
    return {"X-Client-Request-Id": f"simrun-{number}-{0xABC + number:x}-1"}


def ask(client, number=1, **more):
    return client.chat.completions.create(
        model="m", messages=MESSAGES, extra_headers=named(number), **more
    )


def stock(emulator, **more):
    return openai.OpenAI(base_url=emulator.url, api_key="none", **{"max_retries": 0, **more})


def text_of(chunks):
    return "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)


def answers(checks, emulator):
    client = stock(emulator)
    whole = None
    with checks.check("an answer at once has a text, a reason and its usage"):
        whole = ask(client)
        choice = whole.choices[0]
        holds(choice.message.content, "the text is empty")
        same((choice.message.role, choice.finish_reason), ("assistant", "stop"))
        usage = whole.usage
        same(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens, "total tokens")
    if whole is None:
        return
    with checks.check("a streamed answer is the same text, role first, reason last"):
        chunks = list(ask(client, stream=True))
        same(text_of(chunks), whole.choices[0].message.content, "text")
        first = chunks[0].choices[0].delta
        same((first.role, first.content), ("assistant", ""))
        same(chunks[-1].choices[0].finish_reason, "stop")
        same({c.object for c in chunks}, {"chat.completion.chunk"})
        same(len({c.id for c in chunks}), 1, "names of the answer")
        holds(not any(c.usage for c in chunks), "usage that nobody asked for")
    with checks.check("include_usage brings a last chunk with the usage and no choice"):
        chunks = list(ask(client, stream=True, stream_options={"include_usage": True}))
        same((chunks[-1].choices, chunks[-1].usage), ([], whole.usage))
        holds(not any(c.usage for c in chunks[:-1]), "usage before the last chunk")
    with checks.check("the package's own stream helper gathers the same answer"):
        with client.chat.completions.stream(
            model="m", messages=MESSAGES, extra_headers=named(1)
        ) as stream:
            same(stream.get_final_completion().choices[0].message.content,
                 whole.choices[0].message.content)
    with checks.check("names decide the text: eight differ, and each is said twice alike") as notes:
        texts = [[ask(client, n).choices[0].message.content for n in range(8)] for _ in "ab"]
        same(texts[0], texts[1])
        holds(len(set(texts[0])) > 1, "all names have the same text")
        notes.append(f"{len(set(texts[0]))} texts")
    with checks.check("without a name, what is asked decides") as notes:
        plain = [client.chat.completions.create(model="m", messages=MESSAGES) for _ in "ab"]
        same(*[p.choices[0].message.content for p in plain])
    with checks.check("content in parts, as newer clients send it, is understood"):
        parts = [{"role": "user", "content": [{"type": "text", "text": "When?"}]}]
        answer = client.chat.completions.create(
            model="m", messages=parts, temperature=0.2, max_completion_tokens=100, user="u"
        )
        holds(answer.choices[0].message.content, "the text is empty")


def mistakes(checks, emulator):
    client = stock(emulator)
    with checks.check("messages of the wrong shape are a BadRequestError with a message"):
        with raises(openai.BadRequestError) as caught:
            client.chat.completions.create(model="m", messages="none")
        same(caught.error.status_code, 400)
        same(caught.error.type, "invalid_request_error")
        holds(caught.error.body["message"], "no message")
    with checks.check("a body that is no JSON is a BadRequestError"):
        with raises(openai.BadRequestError) as caught:
            client.post("/chat/completions", cast_to=object, content=b'{"model":')
        holds("JSON" in caught.error.body["message"], f"it says {caught.error.body}")
    with checks.check("an unknown path is a NotFoundError"):
        with raises(openai.NotFoundError):
            client.models.list()
    with checks.check("both mistakes are counted as malformed"):
        same(emulator.metric("chat_malformed_total"), 2)


def crowd(checks, emulator, count=50):
    async def one(client, number, stream):
        if not stream:
            return (await ask(client, number)).choices[0].message.content
        return text_of([c async for c in await ask(client, number, stream=True)])

    async def all_at_once():
        async with openai.AsyncOpenAI(
            base_url=emulator.url, api_key="none", max_retries=0
        ) as client:
            jobs = [one(client, n % count, n < count) for n in range(2 * count)]
            return await asyncio.wait_for(asyncio.gather(*jobs), 30)

    with checks.check(f"{count} concurrent streams say what {count} whole answers say") as notes:
        before = emulator.metric("chat_completed_total")
        began = time.monotonic()
        texts = asyncio.run(all_at_once())
        same(texts[:count], texts[count:])
        same(emulator.metric("chat_completed_total") - before, 2 * count, "completed")
        notes.append(f"{time.monotonic() - began:.1f} s")


def leavers(checks, emulator):
    client = stock(emulator)

    async def leave():
        async with openai.AsyncOpenAI(base_url=emulator.url, api_key="none") as client:
            async def read():
                async for _ in await ask(client, stream=True):
                    first.set()
            first = asyncio.Event()
            task = asyncio.create_task(read())
            await asyncio.wait_for(first.wait(), 5)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    with checks.check("a client that closes its stream in the middle is counted as cancelled"):
        stream = ask(client, stream=True)
        next(iter(stream))
        stream.close()
        emulator.reaches("chat_cancelled_total", 1)
    with checks.check("a task that is cancelled in the middle is counted as cancelled"):
        asyncio.run(leave())
        emulator.reaches("chat_cancelled_total", 2)
    with checks.check("a client that is killed in the middle is counted as cancelled"):
        process = subprocess.Popen(curl_chat(emulator), stdout=subprocess.PIPE)
        process.stdout.readline()
        process.kill()
        process.wait()
        process.stdout.close()
        emulator.reaches("chat_cancelled_total", 3)
    with checks.check("those that left are no failures"):
        found = emulator.metrics()
        same((found["chat_broken_off_total"], found["chat_malformed_total"]), (0, 0))


def refusals(checks, binary):
    with Emulator(
        checks, binary, "agent.llm.failures.refused=100%", "agent.llm.failures.retry_after=1s"
    ) as emulator:
        with checks.check("a refusal is a RateLimitError with code, type and retry-after"):
            with raises(openai.RateLimitError) as caught:
                ask(stock(emulator))
            error = caught.error
            same((error.status_code, error.code, error.type),
                 (429, "rate_limit_exceeded", "requests"))
            headers = error.response.headers
            same((headers["retry-after"], headers["retry-after-ms"]), ("1", "1000"))
        with checks.check("the package waits as long as it is asked to before it tries again") as n:
            began = time.monotonic()
            with raises(openai.RateLimitError):
                ask(stock(emulator, max_retries=2), stream=True)
            took = time.monotonic() - began
            holds(2.0 <= took < 3.5, f"two waits of 1 s took {took:.2f} s")
            n.append(f"two waits took {took:.2f} s")
        with checks.check("every try was counted as refused"):
            found = emulator.metrics()
            same((found["chat_requests_total"], found["chat_refused_total"]), (4, 4))
    with Emulator(
        checks,
        binary,
        *FAST,
        "agent.llm.failures.refused=30%",
        "agent.llm.failures.retry_after=50ms",
    ) as emulator:
        with checks.check("who is refused by chance gets an answer on a later try") as notes:
            client, lost = stock(emulator, max_retries=6), 0
            for number in range(20):
                question = [{"role": "user", "content": f"Question {number}?"}]
                try:
                    client.chat.completions.create(model="m", messages=question)
                except openai.RateLimitError:
                    lost += 1
            same(lost, 0, "requests of 20 that seven tries each did not get through")
            notes.append(f"{emulator.metric('chat_refused_total')} refusals on the way")


def failures(checks, binary, wanted):
    with Emulator(checks, binary, *FAST, "agent.llm.failures.broken_off=100%") as emulator:
        with checks.check("a stream that is broken off is a connection error") as notes:
            text = ""
            with raises(openai.APIError) as caught:
                for chunk in ask(stock(emulator), stream=True):
                    text += text_of([chunk])
            holds(text, "nothing came before the end")
            notes.append(f"{type(caught.error).__name__} after {text!r}")
        with checks.check("a whole answer that is broken off is an APIConnectionError"):
            with raises(openai.APIConnectionError):
                ask(stock(emulator))
        with checks.check("both are counted as broken off, not as cancelled"):
            found = emulator.metrics()
            same((found["chat_broken_off_total"], found["chat_cancelled_total"]), (2, 0))
    with Emulator(checks, binary, "agent.llm.failures.hang=100%") as emulator:
        for stream in (False, True):
            kind = "stream" if stream else "request"
            with checks.check(f"a {kind} without an answer is an APITimeoutError") as notes:
                began = time.monotonic()
                with raises(openai.APITimeoutError):
                    ask(stock(emulator, timeout=1), stream=stream)
                notes.append(f"after {time.monotonic() - began:.2f} s")
        with checks.check("clients that gave up are counted as cancelled"):
            emulator.reaches("chat_cancelled_total", 2)
    with Emulator(
        checks,
        binary,
        *FAST,
        "agent.llm.failures.stall=100%",
        "agent.llm.failures.stall_time=500ms",
    ) as emulator:
        with checks.check("a stall leaves a gap, and the answer is whole") as notes:
            stamps, chunks = [], []
            for chunk in ask(stock(emulator), stream=True):
                stamps.append(time.monotonic())
                chunks.append(chunk)
            gap = max(after - before for before, after in zip(stamps, stamps[1:]))
            holds(0.45 <= gap < 1.5, f"the longest gap is {gap:.2f} s")
            same(text_of(chunks), wanted, "text")
            same(chunks[-1].choices[0].finish_reason, "stop")
            notes.append(f"{gap:.2f} s")


def curl_chat(emulator, *more, stream=True):
    body = json.dumps({"model": "m", "stream": stream, "messages": MESSAGES})
    return ["curl", "-sN", "-m", "20", "-H", "X-Client-Request-Id: simrun-1-abd-1", "-d", body,
            *more, emulator.url + "/chat/completions"]


def curl(*words):
    """Runs curl; its output and what it wrote on standard error."""
    done = subprocess.run(
        ["curl", "-s", "-m", "20", *words], capture_output=True, text=True, timeout=30
    )
    if done.returncode:
        raise Mismatch(f"curl ended {done.returncode}: {done.stderr:.200}")
    return done.stdout, done.stderr


def event_stream(checks, emulator):
    with checks.check("curl -N shows the events of a stream as they come") as notes:
        stamps, lines = [], []
        with subprocess.Popen(curl_chat(emulator), stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                stamps.append(time.monotonic())
                lines.append(line.rstrip("\n"))
        same(process.returncode, 0, "exit code of curl")
        same(lines[-2:], ["data: [DONE]", ""])
        same(lines[1::2], [""] * (len(lines) // 2), "every second line")
        for line in lines[:-2:2]:
            json.loads(line.removeprefix("data: "))
        spread = stamps[-1] - stamps[0]
        holds(spread > 0.3, f"all of it came within {spread:.2f} s")
        notes.append(f"{len(lines) // 2} events over {spread:.2f} s")
    with checks.check("HTTP/1.0 gets the stream without chunks, up to the end"):
        old, _ = curl_chat_text(emulator, "-i", "--http1.0")
        new, _ = curl_chat_text(emulator)
        head, _, body = old.partition("\n\n")
        same(body, new, "body")
        holds("Connection: close" in head, f"no close in {head}")
        holds("chunked" not in head, f"chunks in {head}")


def curl_chat_text(emulator, *more):
    text, errors = curl(*curl_chat(emulator, *more)[1:])
    return text.replace("\r\n", "\n"), errors


def plain_requests(checks, emulator):
    for path, kind in (("/health", "text/plain"), ("/metrics", "text/plain; version=0.0.4")):
        with checks.check(f"GET and HEAD of {path} agree"):
            got, _ = curl("-i", emulator.base + path)
            head, _, body = got.replace("\r\n", "\n").partition("\n\n")
            only, _ = curl("-I", emulator.base + path)
            same(only.replace("\r\n", "\n").strip(), head.strip(), "head")
            holds(f"Content-Length: {len(body)}" in head, "the length is another")
            holds(f"Content-Type: {kind}" in head, "the type is another")
    with checks.check("/metrics is the text format of Prometheus") as notes:
        text, _ = curl(emulator.base + "/metrics")
        lines = text.splitlines()
        for row in range(0, len(lines), 3):
            helps, types, value = (line.split() for line in lines[row:row + 3])
            same((helps[:2], types[:2]), (["#", "HELP"], ["#", "TYPE"]))
            same({helps[2], types[2], value[0]}, {value[0]}, "names")
            holds(types[3] in ("counter", "gauge"), f"a kind {types[3]}")
            int(value[1])
        holds(text.endswith("\n"), "no line feed at the end")
        notes.append(f"{len(lines) // 3} metrics")
    with checks.check("two requests of one client share a connection"):
        for version in ("--http1.1", "--http1.0"):
            keep = ["-H", "Connection: keep-alive"] if version == "--http1.0" else []
            url = emulator.base + "/health"
            got, _ = curl(version, *keep, "-w", "%{num_connects} ", url, url)
            same(got.split(), ["ok", "1", "ok", "0"], version)
    with checks.check("a client that asks for a close gets one"):
        got, _ = curl("-i", "-H", "Connection: close", emulator.base + "/health")
        holds("Connection: close" in got, f"it says {got}")
    with checks.check("an upgrade to HTTP/2 that is offered in clear text is not taken"):
        got, _ = curl("--http2", "-w", "%{http_version} %{http_code}", emulator.base + "/health")
        same(got, "ok\n1.1 200")
    with checks.check("a method that a path does not take is 405, with those that it takes"):
        got, _ = curl("-i", emulator.url + "/chat/completions")
        holds(" 405 " in got and "Allow: POST" in got, f"it says {got}")
    with checks.check("a GET of the WebSocket's path is told to upgrade"):
        got, _ = curl("-i", emulator.base + "/media")
        holds(" 426 " in got and "websocket" in got.lower(), f"it says {got}")


def large_bodies(checks, emulator):
    """Below a megabyte it is answered; above, it may also be called too large, but nothing else."""
    for repeats, allowed in ((120_000, ("200",)), (200_000, ("200", "413"))):
        long = [*MESSAGES, {"role": "user", "content": "please " * repeats}]
        text = json.dumps({"model": "m", "messages": long})
        large_body(checks, emulator, text, allowed)


def large_body(checks, emulator, text, allowed):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "body")
        with open(path, "w") as file:
            file.write(text)
        size = f"{len(text) / 1e6:.1f} MB"
        for header in ("Expect: 100-continue", "Transfer-Encoding: chunked"):
            with checks.check(f"a body of {size} with {header} is answered") as notes:
                got, errors = curl(
                    "-v", "-H", header, "-H", "Content-Type: application/json",
                    "--data-binary", f"@{path}", "-w", "\n%{http_code} %{time_total}",
                    emulator.url + "/chat/completions",
                )
                body, _, figures = got.rpartition("\n")
                code, seconds = figures.split()
                if "Expect" in header:
                    holds("100 Continue" in errors, "no leave was given")
                holds(code in allowed, f"it is {code} with {body:.200}")
                if code == "200":
                    holds(json.loads(body)["choices"][0]["message"]["content"], "no text")
                notes.append(f"{code} after {float(seconds):.2f} s")


def main(binary):
    checks = Checks("openai", 170)
    wanted = None
    with Emulator(checks, binary, *FAST) as emulator:
        answers(checks, emulator)
        mistakes(checks, emulator)
        crowd(checks, emulator)
        wanted = ask(stock(emulator)).choices[0].message.content
    with Emulator(checks, binary, *SLOW) as emulator:
        leavers(checks, emulator)
    refusals(checks, binary)
    failures(checks, binary, wanted)
    checks.subject = "curl"
    with Emulator(checks, binary, *FAST[:1], "agent.llm.tokens_per_second=20") as emulator:
        event_stream(checks, emulator)
        plain_requests(checks, emulator)
        large_bodies(checks, emulator)
    checks.subject = "openai and curl"
    checks.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: openai_client.py SIMRUN")
    main(sys.argv[1])
