"""What docs/jupyterhub_config.py puts into a student's home: never anything outside of it, whatever links the student has made there.

Run as root, the student is another account, as in a class; otherwise it is the present user.
"""

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

CONFIGURATION = Path(__file__).resolve().parents[2] / "docs" / "jupyterhub_config.py"
STUDENT = "nobody"


class Anything:
    """Takes whatever is set, as JupyterHub's configuration does."""

    def __getattr__(self, name):
        value = Anything()
        setattr(self, name, value)
        return value


def hook(course):
    """The configuration's hook, with a course of one notebook in the place of the real one."""
    for folder in ("docs", "notebooks", "lib", "data"):
        (course / folder).mkdir(parents=True)
    (course / "notebooks" / "01.ipynb").write_text("{}")
    shutil.copy(CONFIGURATION, course / "docs")
    file = course / "docs" / CONFIGURATION.name
    options = Anything()
    names = {"__file__": str(file), "get_config": lambda: options}
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), names)
    assert options.JupyterHub.bind_url.startswith("http://127.0.0.1:"), "passwords without TLS must not leave the machine"
    assert options.Spawner.environment["COURSE_DATA"]
    return options.Spawner.pre_spawn_hook


def state(folder):
    return sorted((str(p), p.lstat().st_uid, p.lstat().st_mtime_ns) for p in (folder, *folder.rglob("*")))


def main(root):
    root.chmod(0o755)
    give = hook(root / "course")
    victim, home = root / "victim", root / "home ü"
    victim.mkdir()
    (victim / "shadow").write_text("secret")
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, STUDENT)
    (home / ".course.begun").symlink_to(victim)
    before = state(victim)
    spawner = SimpleNamespace(user=SimpleNamespace(name=STUDENT), home_dir=str(home))

    give(spawner)
    assert state(victim) == before, "something was changed through a link"
    own = home / "course"
    assert (own / "notebooks" / "01.ipynb").read_text() == "{}"
    assert (own / "lib").resolve() == (root / "course" / "lib").resolve()
    assert {p.lstat().st_uid for p in (own, *own.rglob("*"))} == {home.stat().st_uid}, "not all is the student's"

    # What the student has written since stays.
    (own / "notebooks" / "01.ipynb").write_text("own")
    give(spawner)
    assert (own / "notebooks" / "01.ipynb").read_text() == "own"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder).resolve())
