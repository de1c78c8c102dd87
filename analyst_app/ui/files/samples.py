"""The samples that ship with the app, as copies that may be written on."""

from __future__ import annotations

from pathlib import Path

from analyst_app import resources
from analyst_app.preferences import data_folder, private_files

SAMPLE_LAYER = "sample"
"""The layer in which the samples are tagged already."""


def samples_folder() -> Path:
    """The folder of the samples' copies."""
    return data_folder() / "samples"


def copy_samples() -> Path:
    """Copy the samples the first time; later, the finished layers that are missing. For a worker.

    Returns:
        The folder of the copies.
    """
    target = samples_folder()
    files = [one for one in resources.folder("samples").iterdir() if one.is_file() and not one.name.startswith(".")]
    if not target.is_dir():
        fresh = target.with_name("samples.part")
        private_files.make_folder(fresh, top=target.parent)
        for sample in files:
            private_files.write(fresh / sample.name, [sample.read_bytes()])
        fresh.rename(target)
    for sample in files:
        article, is_layer, _ = sample.name.partition(f".{SAMPLE_LAYER}.")
        if is_layer and (target / article).is_file() and not (target / sample.name).exists():
            private_files.write(target / sample.name, [sample.read_bytes()])
    return target
