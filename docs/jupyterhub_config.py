"""A class on one machine: JupyterHub with the course's C# kernel.

    dotnet build course.sln -c Release
    dotnet run -c Release --project lib/Course.Cli -- jupyter install --prefix /usr/local
    jupyterhub -f docs/jupyterhub_config.py

Run as root, it lets in whoever has an account on the machine and runs each student's notebooks as that student.
"""

import os
import pwd
import shutil
from pathlib import Path

COURSE = Path(__file__).resolve().parent.parent

c = get_config()  # noqa: F821 (JupyterHub's own)

c.JupyterHub.bind_url = "http://0.0.0.0:8000"

# At the beginning of a lesson all come at once, and each has to wait for the others.
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120

# A kernel takes some 100 MB as long as it lives: one that nobody has used for an hour is ended.
c.Spawner.args = ["--MappingKernelManager.cull_idle_timeout=3600", "--MappingKernelManager.cull_interval=300"]
c.Spawner.notebook_dir = "~/course"


def give_course(spawner):
    """Each student's own copy of the notebooks; the library and the data are everybody's, and are only read."""
    home = Path(getattr(spawner, "home_dir", "") or os.path.expanduser(f"~{spawner.user.name}"))
    own = home / "course"
    if own.exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    begun = home / ".course.begun"
    shutil.rmtree(begun, ignore_errors=True)
    shutil.copytree(COURSE / "notebooks", begun / "notebooks")
    for folder in ("lib", "data"):
        (begun / folder).symlink_to(COURSE / folder)
    try:
        account = pwd.getpwnam(spawner.user.name)
    except KeyError:  # a spawner that needs no accounts
        account = None
    if account and os.geteuid() == 0:
        for path in (begun, *begun.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    begun.rename(own)


c.Spawner.pre_spawn_hook = give_course
