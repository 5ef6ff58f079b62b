"""Readers that behave badly, to be started in the place of the real one: `stub_readers.py NAME`.

Real processes on real pipes; only what they say is scripted.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

ORDER = json.loads(sys.stdin.buffer.readline())


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def head(pages: int) -> None:
    say(kind="head", pages=pages, title=None, encrypted=False)


def page(number: int, text: str = "Words of a page.") -> None:
    say(kind="page", number=number, text=text, state="text")


def dies_on_page_two() -> None:
    head(4)
    for number in range(ORDER["first_page"], 5):
        if number == 2:
            os.kill(os.getpid(), signal.SIGSEGV)
        page(number)
    say(kind="end")


def dies_on_every_page() -> None:
    head(50)
    os.kill(os.getpid(), signal.SIGKILL)


def dies_before_the_head() -> None:
    os.abort()


def sleeps_on_page_two() -> None:
    head(3)
    for number in range(ORDER["first_page"], 4):
        if number == 2:
            time.sleep(600)
        page(number)
    say(kind="end")


def killed_once_on_page_two() -> None:
    head(3)
    for number in range(ORDER["first_page"], 4):
        if number == 2:
            die_the_first_time()
        page(number)
    say(kind="end")


def killed_once_at_the_start() -> None:
    die_the_first_time()
    killed_once_on_page_two()


def die_the_first_time() -> None:
    mark = Path(sys.argv[2])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def never_speaks() -> None:
    time.sleep(600)


def talks_for_ever() -> None:
    head(10**6)
    for number in range(1, 10**6):
        page(number, "x" * 100_000)


def begins_with_a_page() -> None:
    page(1)


def says_a_page_twice() -> None:
    head(2)
    page(1)
    page(1)
    say(kind="end")


def babbles() -> None:
    sys.stdout.write("Segmentation fault, sort of\n")
    sys.stdout.flush()


globals()[sys.argv[1]]()
