"""The program is killed while it writes a packet, or while the packet that it opens is swapped for another.

Tests of corpus.packets.packing and corpus.packets.packet_arrival: what lies there is a whole packet that can be
answered, the one before or the one after.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from analyst_app.corpus.packets.packet_arrival import read_packet
from analyst_app.corpus.packets.packet_manifest import packet_id
from analyst_app.corpus.packets.sent_packets import sent_from_here
from analyst_app.errors import PacketRefused
from tests.corpus.corpora import annotate
from tests.corpus.packets.packets import files_in, packet, write_corpus

KILLS = int(os.environ.get("FAULTS", "6")) // 2
WRITES = """
import sys
from pathlib import Path
from analyst_app.corpus.packets.packing import Wanted, write_packet
from analyst_app.corpus.sealing import Seal
from tests.corpus.corpora import annotate
article, place, state = map(Path, sys.argv[1:])
print("ready", flush=True)
for turn in range(10_000):
    annotate(article, "max", ("claim", "Nobody agreed"))
    wanted = Wanted(article, article.parent, "max", ["max"], "0" * 64)
    write_packet(place, wanted, Seal("max", [article.parent]), state, replaces=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("number", range(KILLS))
def test_a_kill_while_an_answer_is_written_leaves_a_whole_one_that_can_be_answered(tmp_path: Path, number: int) -> None:
    article, place, state = write_corpus(tmp_path / "corpus"), tmp_path / "mail" / "a.reading", tmp_path / "state"
    place.parent.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(article), str(place), str(state)], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        end = time.monotonic() + 20
        while not place.exists() and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(random.Random(number).uniform(0, 0.3))
        child.send_signal(signal.SIGKILL)
    found = read_packet(place)
    assert found.manifest.answers == "0" * 64
    assert sent_from_here(found.id, state) is not None, "an answer to it finds its way back"


def test_a_packet_that_is_swapped_while_it_is_opened_is_one_or_the_other_or_refused(tmp_path: Path) -> None:
    article = write_corpus(tmp_path / "corpus")
    both = [packet(article, "alice")]
    annotate(article, "alice", ("quote", "“we will not leave”"))
    both.append(packet(article, "alice"))
    whole = {packet_id(files_in(one)["manifest.json"]): files_in(one) for one in both}
    place, is_over = tmp_path / "p.reading", threading.Event()
    place.write_bytes(both[0])

    def swaps() -> None:
        dice = random.Random(7)
        while not is_over.is_set():
            data = dice.choice(both)
            if dice.random() < 0.5:
                place.write_bytes(data)  # in place: a reader may see the half of it
            else:
                fresh = place.with_name("fresh")
                fresh.write_bytes(data)
                fresh.replace(place)

    swapper = threading.Thread(target=swaps)
    swapper.start()
    try:
        for _ in range(150):
            try:
                found = read_packet(place)
            except PacketRefused:
                continue
            sent = whole[found.id]
            assert found.files == {name: data for name, data in sent.items() if name != "manifest.json"}
    finally:
        is_over.set()
        swapper.join()
