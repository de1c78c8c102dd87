"""A corpus that somebody planted with links, cloned by git into a home, and the hashes of that whole home."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from analyst_app import resources
from analyst_app.core.annotation import Annotation
from analyst_app.core.document import Document
from analyst_app.storage import sidecar

PLAIN = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"
SECRET = "swordfish"
NAMES = ("depot", "harbour", "market", "square", "quay", "note")
OWN = ("config", "state", "cache", "data", "corpus")
"""What may change in the home: the corpus, and what the app keeps for itself."""


def layer_bytes(name: str, layer_id: str, text: str = PLAIN) -> bytes:
    """A sidecar with one claim."""
    document = Document.from_bytes(text.encode(), name=name)
    layer = sidecar.new_layer(document, layer_id, (("id", "media"), ("version", 1)))
    layer.annotations = [Annotation(f"{layer_id}-1", "claim", 0, 7, created="2026-01-01T00:00:00Z")]
    return b"".join(sidecar.encode(layer))


def home() -> Path:
    """The home of this test."""
    return Path(os.environ["HOME"])


def furnish_home() -> None:
    """Things of the person that are nobody else's business."""
    (home() / ".bashrc").write_text(f"# {SECRET}\n")
    (home() / ".netrc").write_text(json.dumps({"machine": SECRET, "title": SECRET}))
    private = home() / "private"
    private.mkdir()
    (private / "secret.txt").write_text(f"{SECRET}\n")
    (private / "secret.txt.alice.annotations.json").write_bytes(layer_bytes("secret.txt", "alice", f"{SECRET}\n"))
    codebook = {**resources.built_in_codebook(), "name": SECRET}
    (private / "codebook.json").write_text(json.dumps(codebook))
    archive = home() / "archive"
    archive.mkdir()
    for number in (1, 2):
        (archive / f"old{number}.txt").write_text(f"Old news {number}. {PLAIN}")


def planted() -> Path:
    """The corpus in the home, as git cloned it, with what git cannot carry added by a sync tool."""
    furnish_home()
    sender = home().parent / f"{home().name}-sender"
    sender.mkdir()
    for name in NAMES:
        (sender / f"{name}.txt").write_text(PLAIN)
    links = {
        "depot.txt.alice.annotations.json": "../.profile",  # is not there: would be made
        "harbour.txt.alice.annotations.json": "../.bashrc",
        "market.txt.alice.annotations.json": "market.txt.bob.annotations.json",
        "quay.txt.alice.annotations.json": "quay.txt",
        "note.txt.source.json": "../.netrc",
        "passwd.txt": "/etc/passwd",
        "zero.txt": "/dev/zero",
        "loop.txt": "loop.txt",
        "nowhere.txt": "../none.txt",
        "old1.txt": "../archive/old1.txt",
        "old2.txt": "../archive/old2.txt",
        "same.txt": "market.txt",
        "linked": "../private",
        "actors.json": "../.netrc",
        "sub/codebook.json": "../../private/codebook.json",
        "inbox/page.html": "../../private/page.html",
        "inbox/other.html": "/etc/passwd",
    }
    (sender / "market.txt.bob.annotations.json").write_bytes(layer_bytes("market.txt", "bob"))
    (sender / "note.txt.alice.annotations.json").write_bytes(layer_bytes("note.txt", "alice"))
    (sender / "note.txt.bob.annotations.json").write_bytes(layer_bytes("note.txt", "bob"))
    (sender / "sub").mkdir()
    (sender / "inbox").mkdir()
    (sender / "sub" / "school.txt").write_text(PLAIN)
    for name, target in links.items():
        (sender / name).symlink_to(target)
    git("init", "-q", at=sender)
    git("add", "-A", at=sender)
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "corpus", at=sender)
    corpus = home() / "corpus"
    git("clone", "-q", str(sender), str(corpus), at=home())
    shutil.rmtree(sender)
    os.link(corpus / "market.txt.bob.annotations.json", corpus / "square.txt.alice.annotations.json")
    os.mkfifo(corpus / "pipe.txt")
    assert all((corpus / name).is_symlink() for name in links)
    return corpus


def git(*words: str, at: Path) -> None:
    subprocess.run(["git", *words], cwd=at, check=True, capture_output=True)


def fingerprint() -> dict[str, str]:
    """Every file of the home that is not the app's own or the corpus's, with its hash; links and folders by name."""
    found = {}
    for place, folders, names in os.walk(home()):
        if Path(place) == home():
            folders[:] = [name for name in folders if name not in OWN]
        for name in (*names, *folders):
            path = Path(place, name)
            what = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path)] = f"{path.lstat().st_mode:o} {what}"
    return found


def links_and_bobs(corpus: Path) -> dict[str, str]:
    """Each link of the corpus with its target, and the bytes of bob's layers."""
    links = {str(path): str(path.readlink()) for path in corpus.rglob("*") if path.is_symlink()}
    return links | {str(path): path.read_text() for path in corpus.glob("*.bob.annotations.json")}
