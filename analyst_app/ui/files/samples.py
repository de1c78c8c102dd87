"""The samples that ship with the app, as copies that may be written on."""

from __future__ import annotations

from pathlib import Path

from analyst_app import resources
from analyst_app.preferences import data_folder, private_files

_SAMPLE = "sample"


def samples_folder() -> Path:
    """The folder of the samples' copies."""
    return data_folder() / "samples"


def copy_samples(annotator: str) -> Path:
    """Copy the samples the first time, their layer made the annotator's own. For a worker.

    Returns:
        The folder of the copies.
    """
    from analyst_app.session.layer_files import of_another

    target = samples_folder()
    if not target.is_dir():
        fresh = target.with_name("samples.part")
        private_files.make_folder(fresh, top=target.parent)
        for sample in resources.folder("samples").iterdir():
            if sample.is_file() and not sample.name.startswith("."):
                name, data = of_another(sample.name, sample.read_bytes(), owner=_SAMPLE, other=annotator)
                private_files.write(fresh / name, [data])
        fresh.rename(target)
    return target
